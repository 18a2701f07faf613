import type { SourceContract } from "./contract.ts";
import { automatedDecisions, proactiveDiscovery, secrecy } from "./legal-references.ts";
import type { EnumerationFact } from "./reported-fact.ts";

const outcome: EnumerationFact = {
  of: "household",
  name: "outcome",
  type: "enumeration",
  values: {
    applied: { zh: "已申请", en: "applied" },
    granted: { zh: "已批准", en: "granted" },
    declined: { zh: "本人不愿申请", en: "declined" },
    "not-eligible": { zh: "核实不符合", en: "not eligible on verification" },
    moved: { zh: "已迁出", en: "moved" },
    deceased: { zh: "已故", en: "deceased" },
    unreachable: { zh: "无法联系", en: "unreachable" },
  },
  layer: "screening",
  sensitivity: "personal",
  column: { zh: "走访结果", en: "outcome", also: ["核实结果"] },
};

/** 工作台 */
export const desk: SourceContract = {
  system: "desk",
  reportsAs: "desk",
  title: { zh: "工作台", en: "Staff desk" },
  owner: { zh: "民政", en: "Civil affairs" },
  tells: { zh: "走访结果", en: "outcomes of visits" },
  facts: [outcome],
  cadence: { zh: "实时", en: "real time" },
  identifier: { zh: "工单", en: "case" },
  sensitivity: "personal",
  legalBasis: [proactiveDiscovery, secrecy, automatedDecisions],
  constraints: [{ zh: "工作人员的结论优先于重新评估", en: "what a person found holds against a new evaluation" }],
};
