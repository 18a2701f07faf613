import { fileURLToPath } from "node:url";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { checkPack } from "#functions/publish/check-pack.ts";
import { packProblemInWords } from "#functions/publish/pack-problem.ts";
import { readPack } from "#functions/publish/read-pack.ts";

/** The document of the pack that engines are measured with. Throws with all that is wrong with it. */
export function measuredPack(): Promise<StandardDocument> {
  return publishedPack(new URL("pack", import.meta.url));
}

/** The document that publication makes of a pack's folder. */
export async function publishedPack(folder: URL): Promise<StandardDocument> {
  const { document, problems } = checkPack(await readPack(fileURLToPath(folder)));
  if (!document) throw new Error(problems.map(packProblemInWords).join("\n"));
  return document;
}
