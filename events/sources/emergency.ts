import type { SourceContract } from "./contract.ts";
import { exchangeOfInformation, statutoryDuty } from "./legal-references.ts";
import type { EnumerationFact } from "./reported-fact.ts";

const disasterGrade: EnumerationFact = {
  of: "household",
  name: "disasterGrade",
  type: "enumeration",
  values: {
    none: { zh: "无", en: "none" },
    damaged: { zh: "一般损坏", en: "damaged" },
    severe: { zh: "严重损坏", en: "severely damaged" },
    collapsed: { zh: "倒塌", en: "collapsed" },
  },
  words: { 未受损: "none", 轻微损坏: "damaged" },
  layer: "screening",
  sensitivity: "personal",
  column: { zh: "因灾住房损毁等级", en: "disaster damage", also: ["房屋损毁等级", "损毁等级"] },
};

/** 应急管理、消防 */
export const emergency: SourceContract = {
  system: "emergency",
  reportsAs: "emergency",
  title: { zh: "应急管理与消防", en: "Emergency management and fire service" },
  owner: { zh: "应急管理、消防救援", en: "Emergency management, fire and rescue" },
  tells: { zh: "火灾、自然灾害损毁", en: "fires, damage by natural disasters" },
  facts: [disasterGrade],
  cadence: { zh: "实时", en: "real time" },
  identifier: { zh: "地址", en: "address" },
  sensitivity: "personal",
  legalBasis: [exchangeOfInformation, statutoryDuty],
  constraints: [{ zh: "只传损毁等级", en: "the grade of damage only" }],
};
