import type { SourceContract } from "./contract.ts";
import {
  exchangeOfInformation,
  largeMedicalExpenses,
  sensitiveInformation,
  statutoryDuty,
} from "./legal-references.ts";
import type { BooleanFact, NumberFact } from "./reported-fact.ts";

const medicalExpenseYear: NumberFact = {
  of: "person",
  name: "medicalExpenseYear",
  type: "number",
  unit: "yuan",
  minimum: 0,
  layer: "screening",
  sensitivity: "sensitive",
  column: {
    zh: "年度个人自负医疗费用",
    en: "medical expense of the year",
    also: ["个人自负医疗费用", "年度自负医疗费", "年度累计个人自负费用"],
  },
};

const basicMedicalInsurance: BooleanFact = {
  of: "person",
  name: "basicMedicalInsurance",
  type: "boolean",
  words: { 已参保: true, 参保: true, 正常参保: true, 未参保: false, 停保: false, 断保: false },
  layer: "screening",
  sensitivity: "personal",
  column: {
    zh: "已参加当年基本医疗保险",
    en: "basic medical insurance",
    also: ["基本医疗保险", "参保状态", "是否参保"],
  },
};

/** 医疗保障 */
export const medicalSecurity: SourceContract = {
  system: "medical-security",
  reportsAs: "medical-security",
  title: { zh: "医疗保障", en: "Medical insurance" },
  owner: { zh: "医疗保障", en: "Medical security" },
  tells: {
    zh: "自负费用超过预警线的结算、断保",
    en: "settlements whose own share passes the alert line, lapsed enrolments",
  },
  facts: [medicalExpenseYear, basicMedicalInsurance],
  cadence: { zh: "每日", en: "daily" },
  identifier: { zh: "医保编号", en: "insurance number" },
  sensitivity: "sensitive",
  legalBasis: [largeMedicalExpenses, exchangeOfInformation, statutoryDuty, sensitiveInformation],
  constraints: [
    {
      zh: "只传年度累计金额,绝不传诊断、病种、医院和账单",
      en: "the year's total only: never a diagnosis, an illness, a hospital or a bill",
    },
  ],
};
