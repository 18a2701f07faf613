import { savings } from "./authorised-check.ts";
import type { SourceContract } from "./contract.ts";
import { authorisedCheck, onlyAuthorised, sensitiveInformation } from "./legal-references.ts";

/** 银行、证券、保险 */
export const banks: SourceContract = {
  system: "banks",
  reportsAs: "authorised-check",
  title: { zh: "银行、证券、保险", en: "Banks, securities and insurers" },
  owner: { zh: "金融机构", en: "Financial institutions" },
  tells: { zh: "余额、保单", en: "balances and policies" },
  facts: [savings],
  cadence: { zh: "按授权逐次查询", en: "on request, once authorised" },
  identifier: { zh: "账户", en: "account" },
  sensitivity: "sensitive",
  legalBasis: [...authorisedCheck, sensitiveInformation],
  constraints: [onlyAuthorised, { zh: "只传合计,不传账户和流水", en: "the total only: no accounts, no movements" }],
};
