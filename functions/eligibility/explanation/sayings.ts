import type { Verdict } from "#events/outreach-notice.ts";
import type { Language } from "../wording/vocabulary.ts";

/** What an explanation says around a pack's own texts. A family never "qualifies" here: staff find that out. */
export interface Sayings {
  readonly verdict: Readonly<Record<Verdict, string>>;
  readonly inKind: string;
  readonly noAmount: string;
  readonly amountOpen: string;
  labelled(label: string, value: string): string;
  readonly unknown: string;
  readonly age: string;
  readonly ageInMonths: string;
  atLeast(value: string): string;
  atMost(value: string): string;
  /** A parameter's value with its origin; `notes` are its reference and what else is to be said. */
  inForce(value: string, from: string, area: string, notes: readonly string[]): string;
  readonly demonstration: string;
  noParameter(label: string): string;
  readonly area: string;
  onDay(day: string): string;
  birthday(person: string, years: number): string;
  parameterBecomes(label: string, value: string): string;
  parameterPasses(label: string, limits: { readonly below?: string; readonly above?: string }): string;
  parameterMoves(label: string): string;
  outcome(verdict: string, amount: string): string;
  becomes(what: string, before: string, after: string): string;
}

const zh: Sayings = {
  verdict: { eligible: "可能符合", unknown: "尚不能判断", "not-eligible": "不符合" },
  inKind: "实物或服务",
  noAmount: "身份认定,无金额",
  amountOpen: "金额待了解情况后确定",
  labelled: (label, value) => `${label}:${value}`,
  unknown: "尚不知道",
  age: "年龄",
  ageInMonths: "月龄",
  atLeast: (value) => `至少 ${value}`,
  atMost: (value) => `至多 ${value}`,
  inForce: (value, from, area, notes) => `${value}(${area},自 ${from} 起执行;${notes.join(";")})`,
  demonstration: "演示数据",
  noParameter: (label) => `当地没有公布「${label}」,请向上级部门核实`,
  area: "家庭现居住在哪个村(社区)?",
  onDay: (day) => `${day} 起可能变化`,
  birthday: (person, years) => `${person} 年满 ${years} 周岁`,
  parameterBecomes: (label, value) => `「${label}」调整为 ${value}`,
  parameterPasses: (label, { below, above }) =>
    `「${label}」${[...(below ? [`降到 ${below}或更低`] : []), ...(above ? [`升到 ${above}或更高`] : [])].join(",或")}时可能变化`,
  parameterMoves: (label) => `「${label}」一有调整,结论或金额就可能变化`,
  outcome: (verdict, amount) => `${verdict},${amount}`,
  becomes: (what, before, after) => `${what}:由“${before}”变为“${after}”`,
};

const en: Sayings = {
  verdict: { eligible: "May qualify", unknown: "Cannot be told yet", "not-eligible": "Does not qualify" },
  inKind: "in kind",
  noAmount: "a status, without an amount",
  amountOpen: "amount open until more is known",
  labelled: (label, value) => `${label}: ${value}`,
  unknown: "not known yet",
  age: "Age",
  ageInMonths: "Age in months",
  atLeast: (value) => `at least ${value}`,
  atMost: (value) => `at most ${value}`,
  inForce: (value, from, area, notes) => `${value} (${area}, in force from ${from}; ${notes.join("; ")})`,
  demonstration: "demonstration value",
  noParameter: (label) => `No value of “${label}” is published here: ask the authority above`,
  area: "In which village or community does the family live?",
  onDay: (day) => `From ${day} it could change`,
  birthday: (person, years) => `${person} is ${years} ${years === 1 ? "year" : "years"} old`,
  parameterBecomes: (label, value) => `“${label}” becomes ${value}`,
  parameterPasses: (label, { below, above }) =>
    `It could change when “${label}” ${[
      ...(below ? [`falls to ${below} or less`] : []),
      ...(above ? [`rises to ${above} or more`] : []),
    ].join(" or ")}`,
  parameterMoves: (label) => `Any change of “${label}” could change a verdict or an amount`,
  outcome: (verdict, amount) => `${verdict}, ${amount}`,
  becomes: (what, before, after) => `${what}: “${before}” becomes “${after}”`,
};

export const sayingsIn: Readonly<Record<Language, Sayings>> = { zh, en };
