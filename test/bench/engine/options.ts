import { parseArgs } from "node:util";

/** What `npm run bench -- engine …` takes. */
export interface EngineOptions {
  readonly households: number;
  readonly rounds: number;
  readonly spawns: number;
  readonly withOthers: boolean;
  readonly json: boolean;
  readonly help: boolean;
}

export const engineHelp = `npm run bench -- engine [options]
Judges synthetic households by one pack with this engine and with others, in one process: first that all say the same of
every household, then how long each takes, in interleaved rounds. Then the engine's size, and its time from a cold start.

  --households N    households that everyone judges (20000)
  --rounds N        interleaved rounds; printed are their medians (7)
  --spawns N        processes started for the cold start, and as many empty ones (21)
  --without-others  leave out the engines that have to be installed first
  --json            print everything as one JSON object

Exit status: 0 measured, 1 engines differ, 2 wrong usage.`;

/** Parses the command line. Throws an Error that names the option, what was found and what was expected. */
export function parseEngineOptions(args: readonly string[]): EngineOptions {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    options: {
      households: { type: "string", default: "20000" },
      rounds: { type: "string", default: "7" },
      spawns: { type: "string", default: "21" },
      "without-others": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  return {
    households: wholeNumber("--households", values.households, 1_000_000),
    rounds: wholeNumber("--rounds", values.rounds, 1000),
    spawns: wholeNumber("--spawns", values.spawns, 1000),
    withOthers: !values["without-others"],
    json: values.json,
    help: values.help,
  };
}

function wholeNumber(option: string, text: string, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > most) {
    throw new Error(`${option}: found "${text}", expected a whole number from 1 to ${most}`);
  }
  return number;
}
