// Runs in a worker thread: counts what a change of standards does to the households of the blocks it is given.
import { closeSync, openSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { householdFacts } from "#eligibility/household-on-file.ts";
import { compileStandard } from "#eligibility/standard.ts";
import type { Household } from "#household/aggregate.ts";
import { compare, comparisonOf } from "#preview/compare.ts";
import { compareStored } from "#preview/compare-stored.ts";
import { count, newTally } from "#preview/tally.ts";
import { CommandError } from "../exit-code.ts";
import { latestDay, parseHousehold } from "../parse-household.ts";
import { bufferLines, fileLines, type VisitLine } from "./block-lines.ts";
import { type RejectedLine, type Report, Task, WorkerSettings } from "./worker-messages.ts";

const { from, to, on, area } = WorkerSettings.parse(workerData);
const standard = compileStandard(to);
const former = from && compileStandard(from);
const comparison = comparisonOf(former, standard);
// A file may hold facts that only the former standard knows.
const dictionary = former ? { ...standard, facts: new Map([...former.facts, ...standard.facts]) } : standard;
const tally = newTally();

parentPort?.on("message", (message: unknown) => void work(Task.parse(message)));

async function work(task: Task): Promise<void> {
  try {
    report(await reportOf(task));
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    report({ kind: "failed", message: error.message, status: error.status });
  }
}

async function reportOf(task: Task): Promise<Report> {
  switch (task.kind) {
    case "file":
      return readFile(task);
    case "bytes":
      return readLines(task.block, (visit) => bufferLines(Buffer.from(task.bytes), visit));
    case "segment":
    case "area":
      return readStored(task);
    case "finish":
      return { kind: "counted", tally };
  }
}

function report(message: Report): void {
  parentPort?.postMessage(message);
}

function readFile({ block, path, start, end }: Extract<Task, { kind: "file" }>): Report {
  const file = openSync(path, "r");
  try {
    return readLines(block, (visit) => fileLines(file, { start, end }, visit));
  } finally {
    closeSync(file);
  }
}

type Stored = Extract<Task, { kind: "segment" | "area" }>;

/** What reads a table is loaded only here: who reads files needs no client of AWS. */
async function readStored(task: Stored): Promise<Report> {
  const { readStoredPages } = await import("./stored-pages.ts");
  const rejected: RejectedLine[] = [];
  const before = tally.households;
  const units = await readStoredPages(task, ({ households, unreadable }) => {
    for (const stored of households) takeStored(stored);
    for (const [household, reason] of unreadable) {
      rejected.push({ index: 0, household, problems: [{ field: "", found: reason, expected: "a stored household" }] });
    }
  });
  return { kind: "read", block: task.block, lines: 0, households: tally.households - before, units, rejected };
}

function takeStored(stored: Household): void {
  const { household, compared } = compareStored(comparison, stored, on);
  if (household.members.length === 0) return;
  if (area !== undefined && !(household.area ?? "").startsWith(area)) return;
  count(tally, comparison, household, on, compared);
}

function readLines(block: number, each: (visit: VisitLine) => number): Report {
  const rejected: RejectedLine[] = [];
  const before = tally.households;
  const lines = each((index, text, instead) => {
    const problems = text === undefined ? malformed(instead) : takeLine(text);
    if (problems) rejected.push({ index, problems });
  });
  return { kind: "read", block, lines, households: tally.households - before, units: 0, rejected };
}

function malformed(found: string): RejectedLine["problems"] {
  return [{ field: "", found, expected: "a household as JSON" }];
}

/** Counts the household of a line; what is wrong with it otherwise. */
function takeLine(text: string): RejectedLine["problems"] | undefined {
  let input: unknown;
  try {
    // A byte order mark, which some tools put before the first line, is none of it.
    input = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return text.trim() === "" ? undefined : malformed("text that is no JSON");
  }
  const { household: onFile, problems } = parseHousehold(input, dictionary, latestDay(dictionary, on));
  if (!onFile) return problems;
  if (area !== undefined && !onFile.area.startsWith(area)) return undefined;
  const household = householdFacts(onFile);
  count(tally, comparison, household, on, compare(comparison, household, on));
  return undefined;
}
