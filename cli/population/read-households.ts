import { createReadStream, statSync } from "node:fs";
import { HouseholdOnFile } from "#events/household-on-file.ts";
import { problemInWords, problemsOf } from "#events/problem.ts";
import { CommandError } from "../exit-code.ts";
import { textLines } from "../push/text-lines.ts";

/** The households of a file (- is standard input), line by line. Throws CommandError for the first that is none. */
export async function* readHouseholds(file: string): AsyncGenerator<HouseholdOnFile> {
  const name = file === "-" ? "standard input" : file;
  const bytes = file === "-" ? process.stdin : openFile(file);
  for await (const { number, text } of textLines(bytes, { name, each: "household" })) {
    if (text?.trim() !== "") yield householdIn(text, `${name}:${number}`);
  }
}

function openFile(file: string): AsyncIterable<Uint8Array> {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new CommandError(`${file}: found no such file, expected households, one JSON a line`);
  if (found.isDirectory()) throw new CommandError(`${file}: found a folder, expected households, one JSON a line`);
  return createReadStream(file);
}

function householdIn(text: string | undefined, where: string): HouseholdOnFile {
  let input: unknown;
  try {
    input = JSON.parse(text ?? "");
  } catch {
    throw new CommandError(`${where}: found text that is no JSON, expected one household a line`);
  }
  const parsed = HouseholdOnFile.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new CommandError(`${where}: ${problemsOf(parsed.error, input).map(problemInWords).join("; ")}`);
}
