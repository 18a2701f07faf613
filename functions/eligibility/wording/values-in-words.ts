import type { FactValue } from "#events/fact-value.ts";
import type { FactDefinition, ParameterDefinition, Programme } from "../standard-document.ts";
import type { Language, Vocabulary } from "./vocabulary.ts";

const units: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  zh: {
    yuan: "元",
    years: "年",
    months: "个月",
    days: "天",
    kWh: "千瓦时",
    "square-metres": "平方米",
    times: "次",
    persons: "人",
    age: "周岁",
  },
  en: { "square-metres": "square metres", age: "years" },
};

const decimals = new Intl.NumberFormat("en", { maximumFractionDigits: 4 });
const cents = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 4 });

/** A number with its unit, money in yuan: `1,411.50 元`, `1,411.50 yuan`; `age` is a unit of its own, for 周岁. */
export function numberInWords(value: number, unit: string | undefined, language: Language): string {
  const number = (unit === "yuan" && !Number.isInteger(value) ? cents : decimals).format(value);
  if (unit === undefined) return number;
  return `${number} ${units[language][unit] ?? unit}`;
}

/** The unit for what a label speaks of: years of an age are not years of waiting in Chinese. */
export function unitOf({ unit }: { readonly unit?: string | undefined }, label: { readonly zh: string }) {
  return unit === "years" && /龄|岁/.test(label.zh) ? "age" : unit;
}

const truths: Readonly<Record<Language, readonly [no: string, yes: string]>> = { zh: ["否", "是"], en: ["no", "yes"] };

/** A fact's value as a person reads it. */
export function factValueInWords(vocabulary: Vocabulary, fact: FactDefinition, value: FactValue): string {
  const { language } = vocabulary;
  if (typeof value === "boolean") return truths[language][value ? 1 : 0];
  if (typeof value === "number") return numberInWords(value, unitOf(fact, fact.label), language);
  if (fact.type === "area") return areaInWords(vocabulary, String(value));
  if (typeof value === "string") return fact.labels?.[value]?.[language] ?? value;
  const items = value.map((item) => (vocabulary.isProgramme(item) ? vocabulary.programme(item) : item));
  if (items.length === 0) return language === "zh" ? "无" : "none";
  return items.join(language === "zh" ? "、" : ", ");
}

/** `杭州市西湖区(330106)` */
export function areaInWords(vocabulary: Vocabulary, code: string): string {
  const name = vocabulary.area(code);
  if (name === code) return code;
  return vocabulary.language === "zh" ? `${name}(${code})` : `${name} (${code})`;
}

/** A parameter's value with its unit. */
export function parameterValueInWords(parameter: ParameterDefinition, value: number, language: Language): string {
  return numberInWords(value, unitOf(parameter, parameter.description), language);
}

type Source = Programme["source"][number];

/** `《社会救助暂行办法》第九条`: laws keep their own title in every language; a document's number stands behind it. */
export function sourceInWords({ title, clause }: Source): string {
  const [, name = title, number = ""] =
    /^(.+?)\s*([(\uFF08][^()\uFF08\uFF09]*〕[^()\uFF08\uFF09]*[)\uFF09])?$/.exec(title) ?? [];
  // A title within a title has single brackets.
  return `《${name.replaceAll("《", "〈").replaceAll("》", "〉")}》${number}${clause ?? ""}`;
}

/** Sources in one line. */
export function sourcesInWords(sources: readonly Source[], language: Language): string {
  return sources.map(sourceInWords).join(language === "zh" ? ";" : "; ");
}

const perAmount: Readonly<Record<Language, Readonly<Record<Programme["amount"]["per"], string>>>> = {
  zh: { month: "每月", year: "每年", once: "一次性", kind: "", none: "" },
  en: { month: " a month", year: " a year", once: ", once", kind: "", none: "" },
};

/** An amount in words already, with how often it is paid: `每月 321 元`, `321 yuan a month`. */
export function perInWords(amount: string, per: Programme["amount"]["per"], language: Language): string {
  const often = perAmount[language][per];
  return language === "zh" ? `${often} ${amount}`.trim() : `${amount}${often}`;
}

/** Money between two bounds. */
export function rangeInWords([low, high]: readonly [number, number], language: Language): string {
  const [from, to] = [numberInWords(low, "yuan", language), numberInWords(high, "yuan", language)];
  return language === "zh" ? `${from}至 ${to}` : `${from} to ${to}`;
}
