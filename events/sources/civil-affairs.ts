import type { SourceContract } from "./contract.ts";
import {
  exchangeOfInformation,
  proactiveDiscovery,
  secrecy,
  sensitiveInformation,
  statutoryDuty,
} from "./legal-references.ts";
import type { DateFact, EnumerationFact, NumberFact } from "./reported-fact.ts";

const screened = { layer: "screening", sensitivity: "personal" } as const;
const guarded = { of: "person", type: "enumeration", layer: "screening", sensitivity: "sensitive" } as const;

const otherMonthlyIncome: NumberFact = {
  ...screened,
  of: "household",
  name: "otherMonthlyIncome",
  type: "number",
  unit: "yuan",
  column: { zh: "家庭其他月收入", en: "other monthly income", also: ["其他月收入"] },
};

const gradualExitUntil: DateFact = {
  ...screened,
  of: "household",
  name: "gradualExitUntil",
  type: "date",
  column: { zh: "低保渐退期截止日", en: "gradual exit until", also: ["渐退期截止日"] },
};

const gradualExitAmount: NumberFact = {
  ...screened,
  of: "household",
  name: "gradualExitAmount",
  type: "number",
  unit: "yuan",
  minimum: 0,
  column: { zh: "渐退期内每月继续发放的金额", en: "gradual exit amount", also: ["渐退期金额"] },
};

const incomeDisregardUntil: DateFact = {
  ...screened,
  of: "person",
  name: "incomeDisregardUntil",
  type: "date",
  column: { zh: "就业增收不计入期截止日", en: "income disregard until", also: ["不计入期截止日"] },
};

const incomeDisregarded: NumberFact = {
  ...screened,
  of: "person",
  name: "incomeDisregarded",
  type: "number",
  unit: "yuan",
  minimum: 0,
  column: { zh: "每月不计入的就业增收", en: "income disregarded", also: ["不计入金额"] },
};

/** Never why the parents cannot care for the child. */
export const guardianship: EnumerationFact = {
  ...guarded,
  name: "guardianship",
  values: {
    parents: { zh: "父母", en: "both parents" },
    "one-parent": { zh: "父母一方", en: "one parent" },
    "other-guardian": { zh: "其他监护人", en: "another guardian" },
    unattended: { zh: "事实无人抚养", en: "unattended in fact" },
    orphan: { zh: "孤儿", en: "orphan" },
  },
  column: { zh: "监护情况", en: "guardianship", also: ["监护状况"] },
};

const legalSupport: EnumerationFact = {
  ...guarded,
  name: "legalSupport",
  values: {
    "not-established": { zh: "未核定", en: "not established" },
    able: { zh: "有履行能力", en: "able" },
    unable: { zh: "无履行能力", en: "unable" },
    none: { zh: "无义务人", en: "none" },
  },
  column: { zh: "法定义务人情况", en: "legal support", also: ["义务人履行能力"] },
};

const selfCare: EnumerationFact = {
  ...guarded,
  name: "selfCare",
  values: {
    independent: { zh: "自理", en: "independent" },
    partial: { zh: "部分失能失智", en: "dependent in part" },
    dependent: { zh: "失能失智", en: "dependent" },
  },
  words: { 能自理: "independent", 半失能: "partial", 失能: "dependent" },
  column: { zh: "生活自理能力评估", en: "self-care", also: ["自理能力"] },
};

const carePlace: EnumerationFact = {
  ...guarded,
  name: "carePlace",
  values: { home: { zh: "在家", en: "at home" }, institution: { zh: "机构", en: "in an institution" } },
  words: { 居家: "home", 分散供养: "home", 集中供养: "institution" },
  column: { zh: "照料地点", en: "place of care", also: ["供养方式"] },
};

/** 民政 */
export const civilAffairs: SourceContract = {
  system: "civil-affairs",
  reportsAs: "civil-affairs",
  title: { zh: "民政", en: "Civil affairs" },
  owner: { zh: "民政", en: "Civil affairs" },
  tells: {
    zh: "其他收入、监护与赡养、自理能力评估、渐退与不计入期",
    en: "other income, guardianship and support, assessments of self-care, gradual exits and disregards",
  },
  facts: [
    otherMonthlyIncome,
    gradualExitUntil,
    gradualExitAmount,
    incomeDisregardUntil,
    incomeDisregarded,
    guardianship,
    legalSupport,
    selfCare,
    carePlace,
  ],
  cadence: { zh: "实时", en: "real time" },
  identifier: { zh: "公民身份号码、家庭编号", en: "citizen's number, number of the family" },
  sensitivity: "sensitive",
  legalBasis: [proactiveDiscovery, exchangeOfInformation, secrecy, statutoryDuty, sensitiveInformation],
  constraints: [
    {
      zh: "只传结论,不传父母无法抚养、义务人无法赡养的原因",
      en: "the finding only, never why parents cannot care or relatives cannot support",
    },
  ],
};
