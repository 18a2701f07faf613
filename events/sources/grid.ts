import type { SourceContract } from "./contract.ts";
import { proactiveDiscovery, secrecy, sensitiveInformation } from "./legal-references.ts";
import type { EnumerationFact } from "./reported-fact.ts";

const manualSignal: EnumerationFact = {
  of: "household",
  name: "manualSignal",
  type: "enumeration",
  values: {
    none: { zh: "无", en: "none" },
    hardship: { zh: "生活困难", en: "hardship" },
    illness: { zh: "患病", en: "illness" },
    accident: { zh: "意外事故", en: "accident" },
    disaster: { zh: "受灾", en: "disaster" },
    care: { zh: "照料缺失", en: "lack of care" },
    other: { zh: "其他", en: "other" },
  },
  words: { 照护: "care" },
  layer: "screening",
  sensitivity: "sensitive",
  column: { zh: "网格上报情况", en: "signal", also: ["上报情况", "困难类型"] },
};

/** 网格、走访、12345 */
export const grid: SourceContract = {
  system: "grid",
  reportsAs: "grid",
  title: { zh: "网格走访与 12345 热线", en: "Grid workers and hotline" },
  owner: { zh: "乡镇(街道)、村(社区)", en: "Towns and villages" },
  tells: { zh: "走访发现、群众求助", en: "what a visit found, calls for help" },
  facts: [manualSignal],
  cadence: { zh: "实时", en: "real time" },
  identifier: { zh: "人员或地址", en: "person or address" },
  sensitivity: "sensitive",
  legalBasis: [proactiveDiscovery, secrecy, sensitiveInformation],
  constraints: [
    { zh: "只传困难类型,不传走访记录原文", en: "the kind of difficulty only, never the words of the visit's record" },
  ],
};
