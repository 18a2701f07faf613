import type { SourceContract } from "./contract.ts";
import { exchangeOfInformation, sensitiveInformation, statutoryDuty } from "./legal-references.ts";
import type { BooleanFact } from "./reported-fact.ts";

const meterMatched: BooleanFact = {
  of: "household",
  name: "meterMatched",
  type: "boolean",
  words: { 一致: true, 不一致: false },
  layer: "screening",
  sensitivity: "personal",
  column: { zh: "用电户号与家庭一致", en: "meter matched", also: ["户号是否一致"] },
};

/** 供电企业 */
export const power: SourceContract = {
  system: "power",
  reportsAs: "power",
  title: { zh: "供电企业", en: "Power company" },
  owner: { zh: "供电企业", en: "Power company" },
  tells: { zh: "用电户号变更、欠费、异常用电", en: "meters' accounts changed, arrears, no or odd use" },
  facts: [meterMatched],
  cadence: { zh: "每月或每日", en: "monthly or daily" },
  identifier: { zh: "用电户号", en: "meter number" },
  sensitivity: "sensitive",
  legalBasis: [exchangeOfInformation, statutoryDuty, sensitiveInformation],
  constraints: [
    {
      zh: "近似位置信息,仅限救助使用;不传用电曲线和户号",
      en: "it tells almost where people are: for welfare only, without readings or the meter's number",
    },
  ],
};
