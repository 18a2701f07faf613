import type { SourceContract } from "./contract.ts";
import { authorisedCheck, onlyAuthorised, sensitiveInformation } from "./legal-references.ts";

/** 税务 */
export const tax: SourceContract = {
  system: "tax",
  reportsAs: "authorised-check",
  title: { zh: "税务", en: "Taxes" },
  owner: { zh: "税务", en: "Taxation" },
  tells: { zh: "个人所得、经营停业", en: "individual income, businesses that stopped" },
  // The dictionary has no fact that it may set: the check of means takes a band of income into its own result.
  facts: [],
  cadence: { zh: "每月或每季", en: "monthly or quarterly" },
  identifier: { zh: "公民身份号码", en: "citizen's number" },
  sensitivity: "sensitive",
  legalBasis: [...authorisedCheck, sensitiveInformation],
  constraints: [onlyAuthorised, { zh: "只问收入区间,不问金额", en: "a band of income is asked for, never the amount" }],
};
