import type { Language } from "#eligibility/wording/vocabulary.ts";

/** What stands around an explanation's own lines when it is printed. */
export interface Headings {
  judged(on: string, standards: string): string;
  readonly why: string;
  readonly ask: string;
  readonly check: string;
  readonly notEligible: string;
  readonly changes: string;
  readonly noChange: string;
  readonly enrolled: string;
  readonly nobody: string;
  readonly colon: string;
  readonly comma: string;
  readonly semicolon: string;
}

const zh: Headings = {
  judged: (on, standards) => `按 ${on} 的情况,依据 ${standards}`,
  why: "理由",
  ask: "请询问",
  check: "请核实",
  notEligible: "不符合",
  changes: "情况不变时,何时可能变化",
  noChange: "经试算,当日结论和金额不变;列出以备复核",
  enrolled: "已享受",
  nobody: "没有在世的家庭成员,无从判断",
  colon: ":",
  comma: "、",
  semicolon: ";",
};

const en: Headings = {
  judged: (on, standards) => `As of ${on}, by ${standards}`,
  why: "Why",
  ask: "Please ask",
  check: "Please check",
  notEligible: "Does not qualify",
  changes: "When it could change without any news of the family",
  noChange: "tried out: verdicts and amounts stay the same on that day; listed to be looked at again",
  enrolled: "received already",
  nobody: "No living member of the household: there is nobody to judge",
  colon: ": ",
  comma: ", ",
  semicolon: "; ",
};

export const headingsIn: Readonly<Record<Language, Headings>> = { zh, en };
