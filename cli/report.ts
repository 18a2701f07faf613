import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Command } from "commander";
import { type Change, householdChanged, maximumChanges } from "#events/household-changed.ts";
import { HouseholdOnFile } from "#events/household-on-file.ts";
import { problemInWords, problemsOf } from "#events/problem.ts";
import { CommandError, exitCode } from "./exit-code.ts";
import type { RuleOf } from "./population/first-report.ts";
import { progressLine } from "./progress.ts";

interface ReportOptions {
  readonly asOf: string;
  readonly output?: string;
  readonly pack: string;
}

/** `pfp report FILE`: the events by which source systems would first report households on file. */
export function registerReport(program: Command): void {
  program
    .command("report")
    .description("turn households on file into the events by which their source systems would first report them")
    .argument("<file>", "households, one JSON a line")
    .requiredOption("--as-of <date>", "the day from which the facts are so")
    .option("--output <file>", "where the events go (standard output)")
    .option("--pack <folder>", "the pack that says which source owns which fact", "standards/zhejiang")
    .action(report);
}

/** Households whose first reports share events: their sources' events then travel, and are folded, together. */
const householdsTogether = 150;

async function report(file: string, options: ReportOptions): Promise<void> {
  const [{ isCalendarDate }, { firstReport }, { loadPack }, { textLines }] = await Promise.all([
    import("#events/calendar.ts"),
    import("./population/first-report.ts"),
    import("./load-pack.ts"),
    import("./push/text-lines.ts"),
  ]);
  if (!isCalendarDate(options.asOf)) {
    throw new CommandError(`--as-of: found "${options.asOf}", expected a date that exists, such as 2022-06-01`);
  }
  const { facts } = await loadPack(options.pack);
  const known = new Map(facts.map((fact) => [`${fact.of}.${fact.name}`, fact]));
  const ruleOf: RuleOf = (of, name) => {
    const { owners: [source] = [], layer } = known.get(`${of}.${name}`) ?? {};
    if (source === undefined) throw new CommandError(`${file}: no source of the pack owns the fact ${of}.${name}`);
    return { source, authorised: layer === "verification" };
  };
  if (options.output !== undefined) await mkdir(dirname(options.output), { recursive: true });
  const output = options.output === undefined ? process.stdout : createWriteStream(options.output);
  const progress = progressLine("report", "households");
  let households = 0;
  let sequence = 0;
  let bySource = new Map<string, Change[]>();
  const flush = async () => {
    for (const [source, changes] of bySource) {
      for (let start = 0; start < changes.length; start += maximumChanges) {
        sequence += 1;
        const id = `${source}-first-report-${options.asOf}-${String(sequence).padStart(6, "0")}`;
        const event = { id, sequence, changes: changes.slice(start, start + maximumChanges) };
        const line = JSON.stringify({ Source: source, DetailType: householdChanged, Detail: event });
        if (!output.write(`${line}\n`)) await once(output, "drain");
      }
    }
    bySource = new Map();
  };
  for await (const { number, text } of textLines(createReadStream(file), file)) {
    if (text?.trim() === "") continue;
    const household = parseHousehold(text ?? "", `${file}:${number}`);
    for (const { source, change } of firstReport(household, options.asOf, ruleOf)) {
      bySource.set(source, [...(bySource.get(source) ?? []), change]);
    }
    households += 1;
    if (households % householdsTogether === 0) await flush();
    progress.update(households);
  }
  await flush();
  progress.end();
  if (options.output !== undefined) {
    output.end();
    await once(output, "finish");
  }
}

function parseHousehold(text: string, where: string): HouseholdOnFile {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    throw new CommandError(`${where}: found text that is no JSON, expected one household a line`, exitCode.usage);
  }
  const parsed = HouseholdOnFile.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new CommandError(`${where}: ${problemsOf(parsed.error, input).map(problemInWords).join("; ")}`);
}
