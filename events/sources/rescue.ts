import type { SourceContract } from "./contract.ts";
import { exchangeOfInformation, secrecy, statutoryDuty } from "./legal-references.ts";
import type { PlainFact } from "./reported-fact.ts";

const received = { name: "enrolments", type: "list", layer: "screening", sensitivity: "personal" } as const;

const householdEnrolments: PlainFact = {
  ...received,
  of: "household",
  column: { zh: "家庭已享受项目", en: "programmes the household receives", also: ["家庭救助项目"] },
};

const personEnrolments: PlainFact = {
  ...received,
  of: "person",
  column: { zh: "个人已享受项目", en: "programmes the person receives", also: ["个人救助项目"] },
};

/** 民政 浙里救 */
export const rescue: SourceContract = {
  system: "rescue",
  reportsAs: "rescue",
  title: { zh: "浙里救", en: "Assistance system of record" },
  owner: { zh: "民政", en: "Civil affairs" },
  tells: { zh: "批准、变更、停发、不予批准、走访", en: "grants, changes, stops, refusals, visits" },
  facts: [householdEnrolments, personEnrolments],
  cadence: { zh: "实时", en: "real time" },
  identifier: { zh: "救助档案号", en: "case number" },
  sensitivity: "personal",
  legalBasis: [exchangeOfInformation, secrecy, statutoryDuty],
  constraints: [
    {
      zh: "“已享受”以其为准;每次报送完整清单,空清单表示均已停止",
      en: "the record of what is received: each report is the whole list, an empty one says that all has stopped",
    },
  ],
};
