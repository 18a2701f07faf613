import { guardianship } from "./civil-affairs.ts";
import type { SourceContract } from "./contract.ts";
import { exchangeOfInformation, sensitiveInformation, statutoryDuty } from "./legal-references.ts";

/** 法院 */
export const courts: SourceContract = {
  system: "courts",
  reportsAs: "civil-affairs",
  title: { zh: "法院", en: "Courts" },
  owner: { zh: "人民法院", en: "People's courts" },
  tells: { zh: "撤销监护人资格、宣告失踪", en: "guardianship revoked, persons declared missing" },
  facts: [guardianship],
  cadence: { zh: "不定期", en: "now and then" },
  identifier: { zh: "案号", en: "case number" },
  sensitivity: "sensitive",
  legalBasis: [exchangeOfInformation, statutoryDuty, sensitiveInformation],
  constraints: [{ zh: "不传案由和裁判文书", en: "no cause of action, no judgment" }],
};
