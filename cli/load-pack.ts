import { join } from "node:path";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { checkPack } from "#functions/publish/check-pack.ts";
import { packProblemInWords } from "#functions/publish/pack-problem.ts";
import { NoPack, readPack } from "#functions/publish/read-pack.ts";
import { CommandError } from "./exit-code.ts";

/** Reads and checks a pack; a CommandError tells all that is wrong with it. */
export async function loadPack(folder: string): Promise<StandardDocument> {
  const files = await packFiles(folder);
  const { document, problems } = checkPack(files);
  if (document) return document;
  const told = problems.map((problem) => `  ${packProblemInWords({ ...problem, file: join(folder, problem.file) })}`);
  throw new CommandError(
    `${folder}: ${problems.length} ${problems.length === 1 ? "problem" : "problems"}\n${told.join("\n")}`,
  );
}

/** The files of a pack; a CommandError where there is none. */
export async function packFiles(folder: string) {
  try {
    return await readPack(folder);
  } catch (error) {
    if (error instanceof NoPack) throw new CommandError(error.message);
    throw error;
  }
}
