import { createReadStream } from "node:fs";
import type { Standard } from "#eligibility/standard.ts";
import type { HouseholdOnFile } from "#events/household-on-file.ts";
import { problemInWords } from "#events/problem.ts";
import { CommandError } from "../exit-code.ts";
import { latestDay, parseHousehold } from "../parse-household.ts";
import { textLines } from "../push/text-lines.ts";

/**
 * Reads one household from a file, or from standard input as `-`: a JSON over several lines, or a line of many. Without
 * a name it is the first. A CommandError tells what is wrong with the file.
 */
export async function readOneHousehold(
  file: string,
  wanted: string | undefined,
  { standard, on }: { readonly standard: Standard; readonly on: string },
): Promise<HouseholdOnFile> {
  const name = file === "-" ? "standard input" : file;
  try {
    const found = await findHousehold(file === "-" ? process.stdin : createReadStream(file), name, wanted);
    const { household, problems } = parseHousehold(found.input, standard, latestDay(standard, on));
    if (household) return household;
    throw new CommandError(problems.map((problem) => `${found.where}: ${problemInWords(problem)}`).join("\npfp: "));
  } catch (error) {
    const code: unknown = error instanceof CommandError ? undefined : Reflect.get(Object(error), "code");
    if (code === undefined) throw error;
    const found = code === "ENOENT" ? "no such file" : code === "EISDIR" ? "a folder" : String(code);
    throw new CommandError(`${name}: found ${found}, expected a household as JSON`);
  }
}

interface Found {
  readonly input: unknown;
  /** The file, with the line where households stand one a line. */
  readonly where: string;
}

/** A first line that is no JSON by itself begins a household over several lines. */
async function findHousehold(bytes: AsyncIterable<Uint8Array>, name: string, wanted?: string): Promise<Found> {
  const whole: string[] = [];
  let onePerLine = false;
  for await (const { number, text = "" } of textLines(bytes, { name, each: "household" })) {
    if (whole.length > 0) {
      whole.push(text);
      continue;
    }
    if (text.trim() === "") continue;
    const input = parsed(text);
    if (input !== undefined && isWanted(input, wanted)) return { input, where: `${name}:${number}` };
    if (input === undefined && !onePerLine) whole.push(text);
    else onePerLine = true;
  }
  return { input: wholeHousehold(whole, name, wanted), where: name };
}

function wholeHousehold(lines: readonly string[], name: string, wanted: string | undefined): unknown {
  const input = parsed(lines.join("\n"));
  if (input !== undefined && isWanted(input, wanted)) return input;
  const found = lines.length === 0 ? "nothing" : "text that is no JSON";
  throw new CommandError(
    wanted === undefined || (lines.length > 0 && input === undefined)
      ? `${name}: found ${found}, expected a household as JSON`
      : `${name}: found no household ${wanted}`,
  );
}

function isWanted(input: unknown, wanted: string | undefined): boolean {
  return wanted === undefined || Reflect.get(Object(input), "household") === wanted;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
