import type { LegalReference } from "./contract.ts";
import type { Text } from "./reported-fact.ts";

const assistance = "浙江省社会救助条例";
const personalInformation = "中华人民共和国个人信息保护法";

/** Departments exchange information and verify it for social assistance. */
export const exchangeOfInformation: LegalReference = { title: assistance, clause: "第五条、第四十九条" };
/** Towns find those in hardship of their own accord. */
export const proactiveDiscovery: LegalReference = { title: assistance, clause: "第五十四条" };
/** What becomes known of applicants is kept secret. */
export const secrecy: LegalReference = { title: assistance, clause: "第五十五条" };
/** Means are checked at the request and with the authorisation of the family. */
export const authorisedCheck: readonly LegalReference[] = [
  { title: "社会救助暂行办法", clause: "第五十八条" },
  { title: assistance, clause: "第四十九条" },
];
/** Medical insurance shares large expenses with the assistance department in time. */
export const largeMedicalExpenses: LegalReference = { title: "浙江省医疗保障条例", clause: "第四十五条" };
/** Assistance to persons with a disability. */
export const disability: LegalReference = { title: "浙江省残疾人保障条例", clause: "第二十六条" };
/** Expenses that leave a family below the standard. */
export const expenditureHardship: LegalReference = { title: assistance, clause: "第四十一条" };
/** A state organ acts within its statutory duty, and no further than it must. */
export const statutoryDuty: LegalReference = { title: personalInformation, clause: "第十三条第三项、第三十四条" };
/** Health, identity, finances, whereabouts, and all of children under fourteen. */
export const sensitiveInformation: LegalReference = { title: personalInformation, clause: "第二十八条" };
export const minorsInformation: LegalReference = { title: personalInformation, clause: "第二十八条、第三十一条" };
/** No decision by machine alone. */
export const automatedDecisions: LegalReference = { title: personalInformation, clause: "第二十四条" };

/** Why a system that only an authorised check may ask sends nothing of its own accord. */
export const onlyAuthorised: Text = {
  zh: "仅在家庭授权后查询;事实属于核对层,变更须带 authorisation(授权编号),不用于主动发现",
  en: "asked only with the family's authorisation: its facts verify, never screen, and each change names the authorisation",
};
