import type { SourceContract } from "./contract.ts";
import { exchangeOfInformation, statutoryDuty } from "./legal-references.ts";
import type { BooleanFact, EnumerationFact, NumberFact } from "./reported-fact.ts";

export const employment: EnumerationFact = {
  of: "person",
  name: "employment",
  type: "enumeration",
  values: {
    employed: { zh: "在业", en: "employed" },
    "employed-part-time": { zh: "非全日制就业", en: "employed part-time" },
    "self-employed": { zh: "自雇", en: "self-employed" },
    unemployed: { zh: "失业", en: "unemployed" },
    student: { zh: "在校学生", en: "student" },
    retired: { zh: "退休", en: "retired" },
    homemaker: { zh: "料理家务", en: "homemaker" },
    disabled: { zh: "因残疾未就业", en: "not working because of a disability" },
  },
  words: {
    就业: "employed",
    已就业: "employed",
    灵活就业: "self-employed",
    个体经营: "self-employed",
    失业登记: "unemployed",
    未就业: "unemployed",
    离退休: "retired",
  },
  layer: "screening",
  sensitivity: "personal",
  column: { zh: "就业状况", en: "employment", also: ["就业状态", "就业失业状态"] },
};

const monthlyIncome: NumberFact = {
  of: "person",
  name: "monthlyIncome",
  type: "number",
  unit: "yuan",
  minimum: 0,
  layer: "screening",
  sensitivity: "personal",
  column: { zh: "个人月收入", en: "monthly income", also: ["月收入", "缴费基数", "wage base"] },
};

const workInjuryNursing: BooleanFact = {
  of: "person",
  name: "workInjuryNursing",
  type: "boolean",
  words: { 领取: true, 未领取: false },
  layer: "screening",
  sensitivity: "sensitive",
  column: { zh: "领取工伤生活护理费", en: "work-injury nursing pay", also: ["工伤生活护理费", "工伤护理费"] },
};

/** 人力资源和社会保障 */
export const humanResources: SourceContract = {
  system: "human-resources",
  reportsAs: "human-resources",
  title: { zh: "就业与社会保险", en: "Employment and social insurance" },
  owner: { zh: "人力资源和社会保障", en: "Human resources and social security" },
  tells: {
    zh: "就业、参保停保、失业登记、失业金到期、缴费基数变化、开始领取养老金",
    en: "jobs, insurance begun or stopped, unemployment and the end of its benefit, wage bases, pensions begun",
  },
  facts: [employment, monthlyIncome, workInjuryNursing],
  cadence: { zh: "每月文件,滞后一至两个月", en: "a monthly file, one to two months late" },
  identifier: { zh: "公民身份号码", en: "citizen's number" },
  sensitivity: "sensitive",
  legalBasis: [exchangeOfInformation, statutoryDuty],
  constraints: [{ zh: "不传用人单位名称", en: "no employer's name" }],
};
