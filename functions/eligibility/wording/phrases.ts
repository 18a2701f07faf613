import type { ComparisonOperator } from "../tree.ts";
import type { Language } from "./vocabulary.ts";

type Comparisons = Readonly<Record<ComparisonOperator, string>>;

/** How expressions are said in a language. Boundary words are exact: 低于 is <, 不高于 is ≤, and so on. */
export interface Phrases {
  readonly person: string;
  /** A member that a macro speaks of, by how many others it stands within. */
  member(depth: number): string;
  readonly everyMember: string;
  of(who: string, label: string): string;
  quoted(text: string): string;
  inBrackets(text: string): string;
  readonly age: string;
  readonly ageInMonths: string;
  readonly today: string;
  readonly comparison: Comparisons;
  readonly comparisonOfDates: Comparisons;
  compared(left: string, comparison: string, right: string): string;
  is(left: string, right: string): string;
  isNot(left: string, right: string): string;
  isTrue(label: string): string;
  isFalse(label: string): string;
  oneOf(left: string, values: readonly string[], not: boolean): string;
  contains(list: string, item: string, not: boolean): string;
  within(place: string, area: string, not: boolean): string;
  startsWith(text: string, start: string, not: boolean): string;
  programme(name: string, not: boolean): string;
  always(value: boolean): string;
  readonly allOf: string;
  readonly anyOf: string;
  readonly noneOf: string;
  and(parts: readonly string[]): string;
  or(parts: readonly string[]): string;
  not(text: string): string;
  exists(people: string, condition: string, not: boolean): string;
  all(people: string, condition: string, not: boolean): string;
  readonly members: string;
  membersWho(condition: string): string;
  number(people: string): string;
  sum(people: string | undefined, each: string): string;
  least(people: string | undefined, each: string): string;
  greatest(people: string | undefined, each: string): string;
  lesser(parts: readonly string[]): string;
  greater(parts: readonly string[]): string;
  rounded(text: string, step: string): string;
  monthsAfter(date: string, months: string): string;
  table(parameter: string, key: string): string;
  marginal(parameter: string, of: string): string;
  bracket(parameter: string, of: string): string;
  choice(when: string, holds: string, fails: string): string;
  when(condition: string, value: string): string;
  otherwise(value: string): string;
}

const zh: Phrases = {
  person: "本人",
  member: (depth) => (depth === 0 ? "该成员" : depth === 1 ? "另一成员" : `第 ${depth + 1} 名成员`),
  everyMember: "各成员",
  of: (who, label) => `${who}的${label}`,
  quoted: (text) => `「${text}」`,
  inBrackets: (text) => `(${text})`,
  age: "年龄",
  ageInMonths: "月龄",
  today: "当日",
  comparison: { "<": "低于", "<=": "不高于", ">": "高于", ">=": "不低于", "==": "等于", "!=": "不等于" },
  comparisonOfDates: { "<": "早于", "<=": "不晚于", ">": "晚于", ">=": "不早于", "==": "就是", "!=": "不是" },
  compared: (left, comparison, right) => `${left} ${comparison} ${right}`,
  is: (left, right) => `${left} 是 ${right}`,
  isNot: (left, right) => `${left} 不是 ${right}`,
  isTrue: (label) => `${label}:是`,
  isFalse: (label) => `${label}:否`,
  oneOf: (left, values, not) => `${left} ${not ? "不是以下任何一项" : "是以下之一"}:${values.join("、")}`,
  contains: (list, item, not) => `${list}${not ? "不包括" : "包括"}${item}`,
  within: (place, area, not) => `${place}${not ? "不在" : "在"}${area}`,
  startsWith: (text, start, not) => `${text}${not ? "不以" : "以"}${start}开头`,
  programme: (name, not) => `${not ? "不符合" : "可能符合"}「${name}」`,
  always: (value) => (value ? "恒为是" : "恒为否"),
  allOf: "以下各项都成立",
  anyOf: "以下任一项成立",
  noneOf: "并非如下",
  and: (parts) => parts.join(",且"),
  or: (parts) => parts.join(",或"),
  not: (text) => `并非(${text})`,
  exists: (people, condition, not) => `${people}中${not ? "没有人" : "至少一人"}:${condition}`,
  all: (people, condition, not) => `${not ? "并非" : ""}${people}每人都:${condition}`,
  members: "家庭成员",
  membersWho: (condition) => `符合(${condition})的成员`,
  number: (people) => `${people}人数`,
  sum: (people, each) => `${people ?? ""}${people ? "," : ""}${each}之和`,
  least: (people, each) => `${people ?? ""}${people ? "," : ""}${each}的最小值`,
  greatest: (people, each) => `${people ?? ""}${people ? "," : ""}${each}的最大值`,
  lesser: (parts) => `${parts.join("、")}中较小者`,
  greater: (parts) => `${parts.join("、")}中较大者`,
  rounded: (text, step) => `${text}(四舍五入到 ${step})`,
  monthsAfter: (date, months) => `${date}起满 ${months}之日`,
  table: (parameter, key) => `「${parameter}」(按${key}查表)`,
  marginal: (parameter, of) => `${of}按「${parameter}」分段计算之和`,
  bracket: (parameter, of) => `「${parameter}」(按${of}所在档次)`,
  choice: (when, holds, fails) => `(如果${when},为 ${holds};否则为 ${fails})`,
  when: (condition, value) => `如果${condition}:${value}`,
  otherwise: (value) => `其余情形:${value}`,
};

const en: Phrases = {
  person: "the person",
  member: (depth) => (depth === 0 ? "the member" : depth === 1 ? "the other member" : `member no. ${depth + 1}`),
  everyMember: "each member",
  of: (who, label) => `${who}’s ${label}`,
  quoted: (text) => `“${text}”`,
  inBrackets: (text) => `(${text})`,
  age: "age",
  ageInMonths: "age in months",
  today: "the day of judgement",
  comparison: {
    "<": "is below",
    "<=": "is at or below",
    ">": "is above",
    ">=": "is at or above",
    "==": "equals",
    "!=": "does not equal",
  },
  comparisonOfDates: {
    "<": "is before",
    "<=": "is on or before",
    ">": "is after",
    ">=": "is on or after",
    "==": "is",
    "!=": "is not",
  },
  compared: (left, comparison, right) => `${left} ${comparison} ${right}`,
  is: (left, right) => `${left} is ${right}`,
  isNot: (left, right) => `${left} is not ${right}`,
  isTrue: (label) => `${label}: yes`,
  isFalse: (label) => `${label}: no`,
  oneOf: (left, values, not) => `${left} is ${not ? "none" : "one"} of ${values.join(", ")}`,
  contains: (list, item, not) => `${list} ${not ? "do not include" : "include"} ${item}`,
  within: (place, area, not) => `${place} is ${not ? "not in" : "in"} ${area}`,
  startsWith: (text, start, not) => `${text} ${not ? "does not begin" : "begins"} with ${start}`,
  programme: (name, not) => `${not ? "does not qualify" : "may qualify"} for “${name}”`,
  always: (value) => (value ? "always" : "never"),
  allOf: "all of these hold",
  anyOf: "any of these holds",
  noneOf: "this does not hold",
  and: (parts) => parts.join(" and "),
  or: (parts) => parts.join(" or "),
  not: (text) => `not (${text})`,
  exists: (people, condition, not) => `${not ? "none" : "at least one"} of ${people}: ${condition}`,
  all: (people, condition, not) => `${not ? "not " : ""}each of ${people}: ${condition}`,
  members: "the members of the household",
  membersWho: (condition) => `the members for whom ${condition}`,
  number: (people) => `the number of ${people}`,
  sum: (people, each) => `the sum of ${each}${people ? ` over ${people}` : ""}`,
  least: (people, each) => `the least of ${each}${people ? ` over ${people}` : ""}`,
  greatest: (people, each) => `the greatest of ${each}${people ? ` over ${people}` : ""}`,
  lesser: (parts) => `the lesser of ${parts.join(" and ")}`,
  greater: (parts) => `the greater of ${parts.join(" and ")}`,
  rounded: (text, step) => `${text} (rounded to ${step})`,
  monthsAfter: (date, months) => `${months} after ${date}`,
  table: (parameter, key) => `“${parameter}” (by ${key})`,
  marginal: (parameter, of) => `${of}, bracket by bracket at “${parameter}”`,
  bracket: (parameter, of) => `“${parameter}” (of the bracket that ${of} is in)`,
  choice: (when, holds, fails) => `(${holds} if ${when}, otherwise ${fails})`,
  when: (condition, value) => `if ${condition}: ${value}`,
  otherwise: (value) => `otherwise: ${value}`,
};

export const phrasesIn: Readonly<Record<Language, Phrases>> = { zh, en };
