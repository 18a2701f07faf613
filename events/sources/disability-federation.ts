import type { SourceContract } from "./contract.ts";
import { disability, exchangeOfInformation, sensitiveInformation, statutoryDuty } from "./legal-references.ts";
import type { DateFact, EnumerationFact, NumberFact } from "./reported-fact.ts";

const disabilityGrade: NumberFact = {
  of: "person",
  name: "disabilityGrade",
  type: "integer",
  minimum: 0,
  maximum: 4,
  words: { 无: 0, 一级: 1, 二级: 2, 三级: 3, 四级: 4, "1级": 1, "2级": 2, "3级": 3, "4级": 4 },
  layer: "screening",
  sensitivity: "sensitive",
  column: { zh: "残疾等级", en: "disability grade", also: ["残疾级别", "等级"] },
};

const disabilityKind: EnumerationFact = {
  of: "person",
  name: "disabilityKind",
  type: "enumeration",
  values: {
    visual: { zh: "视力", en: "visual" },
    hearing: { zh: "听力", en: "hearing" },
    speech: { zh: "言语", en: "speech" },
    physical: { zh: "肢体", en: "physical" },
    intellectual: { zh: "智力", en: "intellectual" },
    mental: { zh: "精神", en: "mental" },
    multiple: { zh: "多重", en: "multiple" },
  },
  words: {
    视力残疾: "visual",
    听力残疾: "hearing",
    言语残疾: "speech",
    肢体残疾: "physical",
    智力残疾: "intellectual",
    精神残疾: "mental",
    多重残疾: "multiple",
  },
  layer: "screening",
  sensitivity: "sensitive",
  column: { zh: "残疾类别", en: "kind of disability", also: ["残疾类型", "disability kind"] },
};

const disabilityCertificateUntil: DateFact = {
  of: "person",
  name: "disabilityCertificateUntil",
  type: "date",
  earliest: "1995-01-01",
  layer: "screening",
  sensitivity: "sensitive",
  column: { zh: "残疾人证有效期至", en: "certificate valid until", also: ["残疾证有效期", "有效期至", "有效期"] },
};

const disabilityBenefitMonthly: NumberFact = {
  of: "person",
  name: "disabilityBenefitMonthly",
  type: "number",
  unit: "yuan",
  minimum: 0,
  layer: "screening",
  sensitivity: "sensitive",
  column: { zh: "每月残疾补贴", en: "monthly disability benefit", also: ["残疾补贴", "残疾补贴金额"] },
};

const rehabilitationExpenseYear: NumberFact = {
  of: "person",
  name: "rehabilitationExpenseYear",
  type: "number",
  unit: "yuan",
  minimum: 0,
  layer: "screening",
  sensitivity: "sensitive",
  column: { zh: "年度必需康复支出", en: "rehabilitation expense of the year", also: ["康复支出", "年度康复费用"] },
};

/** 残疾人联合会 */
export const disabilityFederation: SourceContract = {
  system: "disability-federation",
  reportsAs: "disability-federation",
  title: { zh: "残疾人证与残疾补贴", en: "Disability certificates and benefits" },
  owner: { zh: "残疾人联合会", en: "Disabled persons' federation" },
  tells: {
    zh: "残疾人证发放、等级变更、到期,补贴与康复支出",
    en: "certificates issued, changed in grade or lapsed, benefits and the expense of rehabilitation",
  },
  facts: [
    disabilityGrade,
    disabilityKind,
    disabilityCertificateUntil,
    disabilityBenefitMonthly,
    rehabilitationExpenseYear,
  ],
  cadence: { zh: "每日或每周", en: "daily or weekly" },
  identifier: { zh: "残疾人证号", en: "certificate number" },
  sensitivity: "sensitive",
  legalBasis: [disability, exchangeOfInformation, statutoryDuty, sensitiveInformation],
  constraints: [
    {
      zh: "只传等级、类别和有效期,不传致残原因和病历",
      en: "grade, kind and validity only: no cause, no medical record",
    },
  ],
};
