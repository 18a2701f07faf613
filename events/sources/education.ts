import type { SourceContract } from "./contract.ts";
import { exchangeOfInformation, expenditureHardship, minorsInformation, statutoryDuty } from "./legal-references.ts";
import type { BooleanFact, EnumerationFact, NumberFact } from "./reported-fact.ts";

const student: BooleanFact = {
  of: "person",
  name: "student",
  type: "boolean",
  words: { 在读: true, 在校: true, 复学: true, 休学: false, 退学: false, 毕业: false, 辍学: false },
  layer: "screening",
  sensitivity: "personal",
  column: { zh: "在读学生", en: "in education", also: ["是否在读", "学籍状态"] },
};

const stage: EnumerationFact = {
  of: "person",
  name: "stage",
  type: "enumeration",
  values: {
    preschool: { zh: "学前教育", en: "preschool" },
    primary: { zh: "小学", en: "primary" },
    "junior-secondary": { zh: "初中", en: "junior secondary" },
    "senior-secondary": { zh: "高中", en: "senior secondary" },
    vocational: { zh: "中职", en: "vocational" },
    higher: { zh: "高等教育", en: "higher" },
    special: { zh: "特殊教育", en: "special" },
  },
  words: {
    学前: "preschool",
    幼儿园: "preschool",
    普通高中: "senior-secondary",
    中等职业学校: "vocational",
    大学: "higher",
    大专: "higher",
    本科: "higher",
  },
  layer: "screening",
  sensitivity: "personal",
  column: { zh: "学段", en: "stage of education", also: ["就读学段"] },
};

const educationExpenseYear: NumberFact = {
  of: "person",
  name: "educationExpenseYear",
  type: "number",
  unit: "yuan",
  minimum: 0,
  layer: "screening",
  sensitivity: "personal",
  column: { zh: "年度必需教育支出", en: "educational expense of the year", also: ["教育支出", "年度学费"] },
};

/** 教育 */
export const education: SourceContract = {
  system: "education",
  reportsAs: "education",
  title: { zh: "学籍", en: "School registers" },
  owner: { zh: "教育", en: "Education" },
  tells: {
    zh: "入学、退学、因病休学、学段变化、特殊教育",
    en: "enrolments, drop-outs, absence through illness, changes of stage, special education",
  },
  facts: [student, stage, educationExpenseYear],
  cadence: { zh: "每学期或每月", en: "each term or month" },
  identifier: { zh: "学籍号", en: "student number" },
  sensitivity: "sensitive",
  legalBasis: [exchangeOfInformation, expenditureHardship, statutoryDuty, minorsInformation],
  constraints: [
    {
      zh: "未成年人信息适用专门规则;不传学校、班级和休学病因",
      en: "minors' dedicated rules apply: no school, no class, no reason for an absence",
    },
  ],
};
