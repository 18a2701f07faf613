import type { SourceContract } from "./contract.ts";
import { automatedDecisions, proactiveDiscovery, secrecy } from "./legal-references.ts";

/**
 * 工作台: what staff found, reported as a change with `outcome` in place of facts. Facts that staff found to be wrong are
 * no facts of theirs: they go to the list of corrections of the source that owns them.
 */
export const desk: SourceContract = {
  system: "desk",
  reportsAs: "desk",
  title: { zh: "工作台", en: "Staff desk" },
  owner: { zh: "民政", en: "Civil affairs" },
  tells: { zh: "走访结果", en: "outcomes of visits" },
  facts: [],
  outcomes: true,
  cadence: { zh: "实时", en: "real time" },
  identifier: { zh: "工单", en: "case" },
  sensitivity: "personal",
  legalBasis: [proactiveDiscovery, secrecy, automatedDecisions],
  constraints: [{ zh: "工作人员的结论优先于重新评估", en: "what a person found holds against a new evaluation" }],
};
