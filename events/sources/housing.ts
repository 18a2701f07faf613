import type { SourceContract } from "./contract.ts";
import { exchangeOfInformation, statutoryDuty } from "./legal-references.ts";
import type { EnumerationFact } from "./reported-fact.ts";

const housingCondition: EnumerationFact = {
  of: "household",
  name: "housing",
  type: "enumeration",
  values: {
    adequate: { zh: "无困难", en: "adequate" },
    cramped: { zh: "面积不足", en: "too small" },
    dangerous: { zh: "危房", en: "dangerous" },
    homeless: { zh: "无房", en: "none" },
  },
  words: { 正常: "adequate", C级: "dangerous", D级: "dangerous", C级危房: "dangerous", D级危房: "dangerous" },
  layer: "screening",
  sensitivity: "personal",
  column: { zh: "住房状况", en: "housing", also: ["住房困难类型", "房屋鉴定结果"] },
};

/** 住房和城乡建设 */
export const housing: SourceContract = {
  system: "housing",
  reportsAs: "housing",
  title: { zh: "住房保障与危房鉴定", en: "Public housing and dangerous homes" },
  owner: { zh: "住房和城乡建设", en: "Housing and urban-rural development" },
  tells: { zh: "公租房、房屋危险等级", en: "public rental housing, grades of danger" },
  facts: [housingCondition],
  cadence: { zh: "每月", en: "monthly" },
  identifier: { zh: "公民身份号码", en: "citizen's number" },
  sensitivity: "personal",
  legalBasis: [exchangeOfInformation, statutoryDuty],
  constraints: [{ zh: "不传坐落和产权证号", en: "no address, no number of a title" }],
};
