import type { SourceContract } from "./contract.ts";
import { employment } from "./human-resources.ts";
import { exchangeOfInformation, statutoryDuty } from "./legal-references.ts";

/** 市场监管 */
export const marketRegulation: SourceContract = {
  system: "market-regulation",
  reportsAs: "human-resources",
  title: { zh: "市场主体登记", en: "Register of businesses" },
  owner: { zh: "市场监管", en: "Market regulation" },
  tells: { zh: "开业、注销、法定代表人", en: "businesses opened and closed, legal representatives" },
  facts: [employment],
  cadence: { zh: "每日", en: "daily" },
  identifier: { zh: "公民身份号码", en: "citizen's number" },
  sensitivity: "public",
  legalBasis: [exchangeOfInformation, statutoryDuty],
  constraints: [
    { zh: "仅限登记簿公开部分;不传企业名称", en: "the public part of the register, without the business's name" },
  ],
};
