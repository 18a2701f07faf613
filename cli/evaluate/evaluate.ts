import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { householdFacts } from "#eligibility/household-on-file.ts";
import { judge } from "#eligibility/judge.ts";
import { compileStandard, type Standard } from "#eligibility/standard.ts";
import { isCalendarDate } from "#events/calendar.ts";
import { problemInWords } from "#events/problem.ts";
import { withCurrentArea } from "#household/settle.ts";
import { CommandError, exitCode } from "../exit-code.ts";
import { loadPack } from "../load-pack.ts";
import { latestDay, type ParsedHousehold, parseHousehold } from "../parse-household.ts";
import { progressLine } from "../progress.ts";
import { type TextLine, textLines } from "../push/text-lines.ts";
import { openOutput } from "./output.ts";
import { newTally, summaryInWords, summaryOf, tallyJudgement } from "./summary.ts";

export interface EvaluateOptions {
  readonly pack: string;
  /** ISO date. */
  readonly on: string;
  readonly output?: string;
  readonly json?: true;
}

/** Judges a file of households, line by line, and returns the exit status. */
export async function evaluateHouseholds(file: string, { pack, on, output, json }: EvaluateOptions): Promise<number> {
  checkOptions(file, { on, output, json });
  const name = file === "-" ? "standard input" : file;
  const bytes = file === "-" ? undefined : await sizeOf(file);
  const standard = compileStandard(await loadPack(pack));
  const started = performance.now();
  const tally = newTally();
  const sink = openOutput(output);
  const progress = progressLine("evaluate", "households");
  const lines = textLines(bytesOf(file), { name, each: "household" });
  for await (const { line, read } of readHouseholds(lines, standard, latestDay(standard, on))) {
    if (read.problems) {
      tally.rejected += 1;
      for (const problem of read.problems) console.error(`${name}:${line.number}: ${problemInWords(problem)}`);
      continue;
    }
    const judgement = judge(standard, withCurrentArea(standard.document, householdFacts(read.household)), on);
    tallyJudgement(tally, judgement);
    await sink.write(`${JSON.stringify(judgement)}\n`);
    if (sink.closed) break;
    progress.update(tally.households, bytes && Math.round((tally.households * bytes) / line.end));
  }
  progress.end();
  await sink.end();
  const summary = summaryOf(standard, tally, { on, seconds: (performance.now() - started) / 1000 });
  if (json) console.log(JSON.stringify(summary));
  else console.error(summaryInWords(summary));
  return tally.rejected > 0 ? exitCode.someRejected : exitCode.done;
}

interface Given {
  readonly on: string;
  readonly output: string | undefined;
  readonly json: true | undefined;
}

function checkOptions(file: string, { on, output, json }: Given): void {
  if (!isCalendarDate(on)) throw new CommandError("--on: found no such day, expected a date such as 2022-07-01");
  // A program that reads verdicts line by line would take the summary for one, and search it in vain among the errors.
  if (json && output === undefined) {
    throw new CommandError(
      "--json: found no --output, expected a file for the verdicts, since the summary takes standard output (verdicts are JSON in any case)",
    );
  }
  // It would be emptied before it is read.
  if (output !== undefined && file !== "-" && resolve(output) === resolve(file)) {
    throw new CommandError(`--output: found the input ${file}, expected another file`);
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw new CommandError(`${file}: found a folder, expected a file of households`);
    return found.size;
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
    throw new CommandError(
      `${file}: found ${code === "ENOENT" ? "no such file" : code}, expected a file of households`,
    );
  }
}

/** The bytes of a file; a CommandError where reading them fails on the way. */
async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* file === "-" ? process.stdin : createReadStream(file);
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
    throw new CommandError(`${file}: cannot be read: ${code}`);
  }
}

/** Each line that is not blank, with the household on it or what is wrong with it. */
async function* readHouseholds(lines: AsyncIterable<TextLine>, standard: Standard, latest: string) {
  for await (const line of lines) {
    if (line.text?.trim() !== "") yield { line, read: readHousehold(line, standard, latest) };
  }
}

function readHousehold({ text, instead = "no text" }: TextLine, standard: Standard, latest: string): ParsedHousehold {
  const malformed = (found: string): ParsedHousehold => ({
    problems: [{ field: "", found, expected: "a household as JSON" }],
  });
  if (text === undefined) return malformed(instead);
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return malformed("text that is no JSON");
  }
  return parseHousehold(input, standard, latest);
}
