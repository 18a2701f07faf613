import { mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Command } from "commander";
import { type Change, householdChanged, maximumChanges } from "#events/household-changed.ts";
import { CommandError } from "./exit-code.ts";
import { ownFolder } from "./own-folder.ts";
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
    .argument("<file>", "households, one JSON a line (- is standard input)")
    .requiredOption("--as-of <date>", "the day from which the facts are so")
    .option("--output <file>", "where the events go (standard output)")
    .option("--pack <folder>", "the pack that says which source owns which fact", ownFolder("standards/zhejiang"))
    .action(report);
}

/** Households whose first reports share events: their sources' events then travel, and are folded, together. */
const householdsTogether = 150;

async function report(file: string, options: ReportOptions): Promise<void> {
  const [{ isCalendarDate }, { openOutput }, { firstReport }, { readHouseholds }, { loadPack }] = await Promise.all([
    import("#events/calendar.ts"),
    import("./evaluate/output.ts"),
    import("./population/first-report.ts"),
    import("./population/read-households.ts"),
    import("./load-pack.ts"),
  ]);
  if (!isCalendarDate(options.asOf)) {
    throw new CommandError(`--as-of: found "${options.asOf}", expected a date that exists, such as 2022-06-01`);
  }
  // It would be emptied before it is read.
  if (options.output !== undefined && file !== "-" && resolve(options.output) === resolve(file)) {
    throw new CommandError(`--output: found the input ${file}, expected another file`);
  }
  const { facts } = await loadPack(options.pack);
  const known = new Map(facts.map((fact) => [`${fact.of}.${fact.name}`, fact]));
  const ruleOf: RuleOf = (of, name) => {
    const { owners: [source] = [], layer } = known.get(`${of}.${name}`) ?? {};
    if (source === undefined) throw new CommandError(`${file}: no source of the pack owns the fact ${of}.${name}`);
    return { source, authorised: layer === "verification" };
  };
  if (options.output !== undefined) await mkdir(dirname(options.output), { recursive: true });
  const output = openOutput(options.output);
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
        await output.write(`${line}\n`);
      }
    }
    bySource = new Map();
  };
  for await (const household of readHouseholds(file)) {
    if (output.closed) break;
    for (const { source, change } of firstReport(household, options.asOf, ruleOf)) {
      bySource.set(source, [...(bySource.get(source) ?? []), change]);
    }
    households += 1;
    if (households % householdsTogether === 0) await flush();
    progress.update(households);
  }
  await flush();
  progress.end();
  await output.end();
}
