import { type ParseArgsConfig, parseArgs } from "node:util";
import { isCalendarDate } from "#events/calendar.ts";

/** What `npm start -- …` takes. */
export interface StartOptions {
  readonly fresh: boolean;
  /** A file of households to load instead of the synthetic county. */
  readonly householdsFile: string | undefined;
  /** Size of the synthetic county. */
  readonly population: number;
  /** The day the system believes it is; undefined for the real one. */
  readonly on: string | undefined;
  readonly port: number;
  /** Port of the desk: page, API and sign-in. */
  readonly deskPort: number;
  /** Ends when everything is printed, instead of serving until Ctrl-C. */
  readonly once: boolean;
  readonly help: boolean;
}

export const startHelp = `npm start -- [options]
Runs the whole system on this machine: synthesises the CDK app, runs that template in an embedded AWS, publishes the
Zhejiang standard, loads a synthetic county, pushes a day of changes, and prints what was found.

  --fresh               begin anew: forget the state in .pfp/
  --population N        households in the synthetic county (1000)
  --households FILE     load this file of households instead, push a month of changes, and compare the notices with the
                        offline judgement of the same facts
  --on DATE             the day the system believes it is (today)
  --desk-port N         port of the desk (PORT, 8080)
  --once                end when everything is printed
  --port N              port of the AWS endpoint (AWS_PORT, 4566)`;

/** Parses the command line. Throws an Error that names the option, what was found and what was expected. */
export function parseStartOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): StartOptions {
  const values = parsed(args, {
    fresh: { type: "boolean", default: false },
    households: { type: "string" },
    population: { type: "string", default: "1000" },
    on: { type: "string" },
    port: { type: "string", default: environment["AWS_PORT"] ?? "4566" },
    "desk-port": { type: "string", default: environment["PORT"] ?? "8080" },
    once: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  });
  if (values.on !== undefined && !isCalendarDate(values.on)) {
    throw new Error(`--on: 应为存在的日期 found "${values.on}", expected a date that exists, such as 2022-07-31`);
  }
  const port = wholeNumber("--port", values.port, 0, 65_535);
  const deskPort = wholeNumber("--desk-port", values["desk-port"], 0, 65_535);
  if (port === deskPort && port !== 0) {
    throw new Error(`--desk-port: 应与 --port 不同 found ${deskPort}, expected another port than --port has`);
  }
  return {
    fresh: values.fresh,
    householdsFile: values.households,
    population: wholeNumber("--population", values.population, 1, 1_000_000),
    on: values.on,
    port,
    deskPort,
    once: values.once,
    help: values.help,
  };
}

function parsed<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], strict: true, options }).values;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Error(`选项有误 wrong options: ${said} (npm start -- --help)`, { cause: error });
  }
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most) {
    throw new Error(
      `${option}: 应为 ${least} 至 ${most} 的整数 found "${text}", expected a whole number from ${least} to ${most}`,
    );
  }
  return number;
}
