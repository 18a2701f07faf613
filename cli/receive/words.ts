import type { NoticeProgramme, Per, Verdict } from "#events/outreach-notice.ts";
import { problemInChinese } from "../quarantine/problem-in-chinese.ts";
import type { Language } from "./pack-names.ts";

/** What is said of a notice, in one language. A family never "qualifies" here: staff find that out. */
export interface Words {
  readonly verdict: Readonly<Record<Verdict, string>>;
  visitDue(day: string): string;
  readonly withdrawn: string;
  notice(id: string, revision: number): string;
  judgedBy(standards: string): string;
  amount(programme: Pick<NoticeProgramme, "amount" | "per">, inKind: string | undefined): string;
  readonly why: string;
  readonly ask: string;
  readonly check: string;
  readonly colon: string;
  quarantinedFrom(source: string): string;
  readonly quarantinedAt: string;
  event(id: string, change: number | undefined): string;
  problem(field: string, found: string, expected: string): string;
  unreadable(message: string): string;
  readonly left: string;
}

const money = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const perInChinese: Readonly<Record<Per, string>> = { month: "每月", year: "每年", once: "一次性", kind: "", none: "" };
const perInEnglish: Readonly<Record<Per, string>> = {
  month: " a month",
  year: " a year",
  once: " once",
  kind: "",
  none: "",
};

const zh: Words = {
  verdict: { eligible: "可能符合", unknown: "尚待了解", "not-eligible": "目前看不符合" },
  visitDue: (day) => `走访期限 ${day}`,
  withdrawn: "已撤回,不必再为此走访",
  notice: (id, revision) => `告知单 ${id} 第 ${revision} 版`,
  judgedBy: (standards) => `依据 ${standards}`,
  amount({ amount, per }, inKind) {
    if (amount !== undefined) return `预计${perInChinese[per]} ${money.format(amount)} 元`;
    if (per === "kind") return inKind ?? "实物或服务";
    return per === "none" ? "身份认定,无金额" : "金额待了解情况后确定";
  },
  why: "理由",
  ask: "询问",
  check: "核实",
  colon: ":",
  quarantinedFrom: (source) => `来源 ${source}`,
  quarantinedAt: "隔离时间",
  event: (id, change) => `事件 ${id}${change === undefined ? "" : ` 第 ${change + 1} 项变更 (changes[${change}])`}`,
  problem(field, found, expected) {
    const problem = problemInChinese({ field, found, expected });
    return `${field === "" ? "" : `${field}：`}收到${problem.found}，应为${problem.expected}`;
  },
  unreadable: (message) => `消息 ${message} 无法读取`,
  left: "仍留在队列中",
};

const en: Words = {
  verdict: { eligible: "May qualify", unknown: "Not known yet", "not-eligible": "Does not seem to qualify" },
  visitDue: (day) => `Visit due ${day}`,
  withdrawn: "Withdrawn: no visit is needed for this any more",
  notice: (id, revision) => `notice ${id} revision ${revision}`,
  judgedBy: (standards) => `judged by ${standards}`,
  amount({ amount, per }, inKind) {
    if (amount !== undefined) return `about ${money.format(amount)} yuan${perInEnglish[per]}`;
    if (per === "kind") return inKind ?? "in kind";
    return per === "none" ? "a status, without an amount" : "amount open until more is known";
  },
  why: "why",
  ask: "ask",
  check: "check",
  colon: ": ",
  quarantinedFrom: (source) => `from ${source}`,
  quarantinedAt: "set aside",
  event: (id, change) => `event ${id}${change === undefined ? "" : `, changes[${change}]`}`,
  problem: (field, found, expected) => `${field === "" ? "" : `${field}: `}found ${found}, expected ${expected}`,
  unreadable: (message) => `message ${message} cannot be read`,
  left: "it stays in the queue",
};

/** The words by language. */
export const wordsIn: Readonly<Record<Language, Words>> = { zh, en };
