import { commercialProperties, homeArea, properties } from "./authorised-check.ts";
import type { SourceContract } from "./contract.ts";
import { authorisedCheck, onlyAuthorised, sensitiveInformation } from "./legal-references.ts";

/** 自然资源 不动产登记 */
export const property: SourceContract = {
  system: "property",
  reportsAs: "authorised-check",
  title: { zh: "不动产登记", en: "Register of real estate" },
  owner: { zh: "自然资源", en: "Natural resources" },
  tells: { zh: "取得、转让、征收", en: "acquisitions, disposals, expropriations" },
  facts: [properties, homeArea, commercialProperties],
  cadence: { zh: "每日", en: "daily" },
  identifier: { zh: "公民身份号码", en: "citizen's number" },
  sensitivity: "sensitive",
  legalBasis: [...authorisedCheck, sensitiveInformation],
  constraints: [onlyAuthorised, { zh: "只传套数与面积,不传坐落", en: "numbers and floor space only, never where" }],
};
