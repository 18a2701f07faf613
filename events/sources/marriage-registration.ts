import type { SourceContract } from "./contract.ts";
import { exchangeOfInformation, statutoryDuty } from "./legal-references.ts";
import { membership, relation } from "./population.ts";

/** 民政 婚姻登记 */
export const marriageRegistration: SourceContract = {
  system: "marriage-registration",
  reportsAs: "population",
  title: { zh: "婚姻登记", en: "Register of marriages" },
  owner: { zh: "民政", en: "Civil affairs" },
  tells: { zh: "结婚、离婚", en: "marriages and divorces" },
  facts: [membership, relation],
  cadence: { zh: "实时", en: "real time" },
  identifier: { zh: "公民身份号码", en: "citizen's number" },
  sensitivity: "personal",
  legalBasis: [exchangeOfInformation, statutoryDuty],
  constraints: [
    {
      zh: "只报共同生活家庭的变化,不传婚姻史",
      en: "only who lives in which family from now on: no history of marriages",
    },
  ],
};
