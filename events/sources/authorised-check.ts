import type { SourceContract } from "./contract.ts";
import { authorisedCheck as checkOfMeans, onlyAuthorised, sensitiveInformation } from "./legal-references.ts";
import type { NumberFact } from "./reported-fact.ts";

const verified = { of: "household", layer: "verification", sensitivity: "sensitive", minimum: 0 } as const;

export const savings: NumberFact = {
  ...verified,
  name: "savings",
  type: "number",
  unit: "yuan",
  column: { zh: "家庭货币财产", en: "monetary assets", also: ["货币财产", "存款余额", "savings"] },
};

export const vehicles: NumberFact = {
  ...verified,
  name: "vehicles",
  type: "integer",
  column: { zh: "生活用机动车辆、船舶数", en: "vehicles and vessels", also: ["机动车辆数", "车辆数"] },
};

export const properties: NumberFact = {
  ...verified,
  name: "properties",
  type: "integer",
  column: { zh: "家庭住房套数", en: "homes owned", also: ["住房套数", "房产套数"] },
};

export const homeArea: NumberFact = {
  ...verified,
  name: "homeArea",
  type: "number",
  unit: "square-metres",
  column: { zh: "住房总建筑面积", en: "floor space of homes", also: ["建筑面积", "住房面积"] },
};

export const commercialProperties: NumberFact = {
  ...verified,
  name: "commercialProperties",
  type: "integer",
  column: { zh: "非住宅房产数", en: "commercial properties", also: ["商铺数", "商铺、办公楼、厂房、酒店式公寓数"] },
};

/** 居民家庭经济状况核对 */
export const authorisedCheck: SourceContract = {
  system: "authorised-check",
  reportsAs: "authorised-check",
  title: { zh: "经授权的家庭经济状况核对", en: "Check of means, authorised by the family" },
  owner: { zh: "民政(核对机构)", en: "Civil affairs (office that checks means)" },
  tells: { zh: "核对报告", en: "the result of a check" },
  facts: [savings, vehicles, properties, homeArea, commercialProperties],
  cadence: { zh: "按授权逐次查询", en: "on request, once authorised" },
  identifier: { zh: "授权编号", en: "number of the authorisation" },
  sensitivity: "sensitive",
  legalBasis: [...checkOfMeans, sensitiveInformation],
  constraints: [onlyAuthorised],
};
