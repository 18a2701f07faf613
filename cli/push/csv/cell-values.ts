import type { FactValue } from "#events/fact-value.ts";
import { factSchema } from "#events/sources/fact-schema.ts";
import type { NumberFact, ReportedFact } from "#events/sources/reported-fact.ts";
import { dateIn } from "./dates.ts";

/** A cell read as a fact's value, or what was expected in its place. */
export type ReadCell =
  | { readonly value: FactValue; readonly expected?: undefined }
  | { readonly value?: undefined; readonly expected: string };

/** A cell without what tells nothing: full-width digits and signs become plain ones, outer spaces go. */
export function plainText(cell: string): string {
  return cell.normalize("NFKC").replaceAll("\u2212", "-").trim();
}

/** Makes the reader of a fact's cells (plain, not empty). */
export function cellReader(fact: ReportedFact): (text: string) => ReadCell {
  const schema = factSchema(fact);
  const words = wordsOf(fact);
  const expected = expectedIn(fact);
  return (text) => {
    const value = words.get(text.toLowerCase()) ?? valueIn(fact, text);
    const parsed = schema.safeParse(value);
    return parsed.success ? { value: parsed.data } : { expected };
  };
}

/** What a cell holds, by its kind: never the value, which may be personal. */
export function cellInWords(text: string): string {
  if (text === "") return "an empty cell";
  if (/^#+$/.test(text)) return "number signs, as a spreadsheet shows what does not fit its cell";
  if (/^\d(\.\d+)?E\+\d+$/i.test(text)) return "a number cut short by a spreadsheet (format the column as text)";
  if (dateIn(text) !== undefined) return "a date";
  return numberIn(text) === undefined ? "text" : "a number";
}

const truths: Readonly<Record<string, boolean>> = {
  ...{ 是: true, 有: true, "√": true, y: true, yes: true, true: true, "1": true },
  ...{ 否: false, 无: false, "×": false, n: false, no: false, false: false, "0": false },
};

/** What a fact's values are called, by words in lower case. */
function wordsOf(fact: ReportedFact): ReadonlyMap<string, FactValue> {
  const own: [string, FactValue][] = "words" in fact ? Object.entries(fact.words ?? {}) : [];
  return new Map([...commonWords(fact), ...own].map(([word, value]) => [plainText(word).toLowerCase(), value]));
}

function commonWords(fact: ReportedFact): [string, FactValue][] {
  switch (fact.type) {
    case "boolean":
      return Object.entries(truths);
    case "enumeration":
      return Object.entries(fact.values).flatMap(([value, { zh, en }]) =>
        [value, zh, en].map((word): [string, FactValue] => [word, value]),
      );
    case "list":
      return ["无", "none", "[]"].map((word) => [word, []]);
    default:
      return [];
  }
}

function valueIn(fact: ReportedFact, text: string): FactValue | undefined {
  switch (fact.type) {
    case "boolean":
    case "enumeration":
      return undefined;
    case "date":
      return dateIn(text);
    case "area":
    case "identifier":
      return text;
    case "list":
      return text.split(/\s*[;、,|]\s*/).filter((item) => item !== "");
    case "integer":
    case "number":
      return numberIn(withoutUnit(fact, text));
  }
}

function withoutUnit({ unit }: NumberFact, text: string): string {
  if (unit === "yuan") return text.replace(/^(?:¥|RMB|CNY)\s*/i, "").replace(/\s*(?:元|圆|yuan|RMB|CNY)$/i, "");
  return unit === "square-metres" ? text.replace(/\s*(?:平方米|平米|m2)$/i, "") : text;
}

/** A decimal number with or without thousands separators. */
function numberIn(text: string): number | undefined {
  return /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/.test(text) ? Number(text.replaceAll(",", "")) : undefined;
}

function expectedIn(fact: ReportedFact): string {
  switch (fact.type) {
    case "boolean":
      return "是 or 否 (yes or no, Y or N, true or false, 1 or 0)";
    case "enumeration":
      return `one of ${Object.entries(fact.values)
        .map(([value, { zh }]) => `${zh} (${value})`)
        .join(", ")}`;
    case "date":
      return "a date that exists, such as 2022-07-01, 2022/7/1, 20220701 or 2022年7月1日";
    case "area":
      return "an area code of 2, 4, 6, 9 or 12 digits";
    case "identifier":
      return "a household identifier such as h-204";
    case "list":
      return "programmes such as minimum-living-guarantee; temporary-assistance, or 无 (none)";
    case "integer":
    case "number":
      return numberExpectedIn(fact);
  }
}

function numberExpectedIn({ type, unit, minimum, maximum }: NumberFact): string {
  const kind = type === "integer" ? "a whole number" : "a number";
  const what = unit === "yuan" ? "yuan with at most two decimals, such as 1,234.50元" : kind;
  const measured = unit === "square-metres" ? `${what} of square metres` : what;
  if (minimum === undefined) return measured;
  return maximum === undefined ? `${measured}, ${minimum} or more` : `${measured} from ${minimum} to ${maximum}`;
}
