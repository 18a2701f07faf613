import { fileURLToPath } from "node:url";
import { compileStandard, type Standard } from "#eligibility/standard.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { checkPack } from "#functions/publish/check-pack.ts";
import { packProblemInWords } from "#functions/publish/pack-problem.ts";
import { readPack } from "#functions/publish/read-pack.ts";

export const zhejiangFolder = fileURLToPath(new URL("../../standards/zhejiang", import.meta.url));

const checked = checkPack(await readPack(zhejiangFolder));
if (!checked.document) throw new Error(checked.problems.map(packProblemInWords).join("\n"));
const { document } = checked;
const standard = compileStandard(document);

/** The Zhejiang pack, checked as publication checks it. */
export function zhejiangDocument(): StandardDocument {
  return document;
}

/** The Zhejiang pack, ready to judge. */
export function zhejiang(): Standard {
  return standard;
}
