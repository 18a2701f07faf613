import type { OutcomeCode } from "./case-vocabulary.ts";

/** What an outcome comes to: what the household's part of it is, whatever the words on the button. */
export type OutcomeKind =
  /** The family has asked, and its decision is awaited. */
  | "applied"
  /** The family receives it: its source does not say so yet. */
  | "granted"
  | "declined"
  | "not-eligible"
  | "unreachable"
  | "moved"
  | "deceased"
  /** A source's fact is wrong and goes to its list of corrections. */
  | "wrong-data"
  /** Somebody else helps: the town at once, another department, or a charity. */
  | "handed-on"
  /** The visit could not take place; it will. */
  | "postponed";

/** An outcome's words on the page and what it comes to. */
export interface OutcomeDefinition {
  readonly zh: string;
  readonly en: string;
  readonly kind: OutcomeKind;
}

/** The nineteen outcomes, in the order in which the page offers them. */
export const visitOutcomes: Readonly<Record<OutcomeCode, OutcomeDefinition>> = {
  "applied-helped": { zh: "已协助申请", en: "Applied, with our help", kind: "applied" },
  "applied-self": { zh: "自行申请", en: "Applies by themselves", kind: "applied" },
  "already-receiving": { zh: "已在享受", en: "Receives it already", kind: "granted" },
  "not-eligible-income": { zh: "核实收入不符合", en: "Not eligible: income", kind: "not-eligible" },
  "not-eligible-property": { zh: "核实财产不符合", en: "Not eligible: property", kind: "not-eligible" },
  "not-eligible-other": { zh: "核实其他条件不符合", en: "Not eligible: another condition", kind: "not-eligible" },
  "refused-no-need": { zh: "本人不需要", en: "Declined: no need", kind: "declined" },
  "refused-stigma": { zh: "本人不愿被标签", en: "Declined: does not want the label", kind: "declined" },
  "refused-authorisation": { zh: "本人不授权核对", en: "Declined: does not authorise the check", kind: "declined" },
  "not-at-address": { zh: "地址无此户", en: "Not at this address", kind: "unreachable" },
  "moved-away": { zh: "已迁出", en: "Moved away", kind: "moved" },
  "no-contact-3x": { zh: "三次联系未果", en: "Not reached in three tries", kind: "unreachable" },
  deceased: { zh: "已故", en: "Deceased", kind: "deceased" },
  "data-wrong-identity": { zh: "数据有误:人员不符", en: "Wrong data: another person", kind: "wrong-data" },
  "data-wrong-fact": { zh: "数据有误:情况不符", en: "Wrong data: a fact is not so", kind: "wrong-data" },
  "urgent-handed-over": { zh: "急难情况,已移交乡镇(街道)", en: "Urgent: handed over to the town", kind: "handed-on" },
  "referred-charity": { zh: "转介慈善(浙里有善)", en: "Referred to charity (Zheli Youshan)", kind: "handed-on" },
  "referred-other-department": { zh: "转介其他部门", en: "Referred to another department", kind: "handed-on" },
  "visit-blocked": { zh: "天气或海岛交通受阻", en: "Visit blocked: weather, or no boat", kind: "postponed" },
};
