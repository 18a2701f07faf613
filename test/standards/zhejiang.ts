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

const offices = ["medical-security-clerk", "school-contact", "employment-service"];
const ofVillages = compileStandard({ ...document, roles: document.roles.filter(({ id }) => !offices.includes(id)) });

/** The Zhejiang pack with village workers only: what is due to a family is told to one role for each kind of need. */
export function zhejiangVillages(): Standard {
  return ofVillages;
}
