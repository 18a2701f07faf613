import type { ParameterDefinition } from "#eligibility/standard-document.ts";
import type { KnownParameter } from "./expression/known-parameter.ts";
import type { ParameterEntry, ScaleEntry, TableEntry } from "./parameter-schemas.ts";
import type { Path } from "./yaml-file.ts";

type Text = ParameterDefinition["description"];

/** One number of a parameter: a whole parameter, a table's entry at a key, or a bracket's threshold, rate or amount. */
export interface Scalar {
  /** As the document names it: `x`, `x[1]`, `x[0].from`, `x[0].rate`. */
  readonly name: string;
  readonly unit: string | undefined;
  readonly description: Text;
  readonly values: readonly ScalarValue[];
}

interface ScalarValue {
  readonly area: string;
  /** ISO date from which it holds. */
  readonly date: string;
  readonly value: number;
  /** Where it stands in the file. */
  readonly path: Path;
}

/** What expressions may do with a parameter. */
export function knownParameter(entry: ParameterEntry): KnownParameter {
  const { unit } = entry.metadata;
  if ("keys" in entry) return { form: "table", unit, keys: entry.keys };
  if (!("scale" in entry)) return { form: "scalar", unit };
  const { thresholdUnit } = entry.metadata;
  return { form: "scale", scale: entry.scale, unit, thresholdUnit, brackets: bracketCount(entry) };
}

/** Takes a parameter apart into the numbers that a document holds. */
export function scalarsOf(entry: ParameterEntry): Scalar[] {
  const { name, description, metadata } = entry;
  if ("keys" in entry) return tableScalars(entry);
  if ("scale" in entry) return scaleScalars(entry);
  return [{ name, unit: metadata.unit, description, values: [...numbersOf(entry, (value) => [value, []])] }];
}

function tableScalars(entry: TableEntry): Scalar[] {
  const { name, description, metadata, keys } = entry;
  return keys.map((key) => ({
    name: entryName(name, key),
    unit: metadata.unit,
    description: { zh: `${description.zh}(${key})`, en: `${description.en} (${key})` },
    values: [...numbersOf(entry, (row) => [row[key], [String(key)]])],
  }));
}

function scaleScalars(entry: ScaleEntry): Scalar[] {
  const { name, description, metadata } = entry;
  return Array.from({ length: bracketCount(entry) }, (_, index): Scalar[] => {
    const of = entry.scale === "marginal" ? marginalValues(entry, index) : amountValues(entry, index);
    const [zh, en] = entry.scale === "marginal" ? ["比例", "rate"] : ["金额", "amount"];
    return [
      {
        name: thresholdName(name, index),
        unit: metadata.thresholdUnit,
        description: {
          zh: `${description.zh}(第${index + 1}档起点)`,
          en: `${description.en} (start of bracket ${index + 1})`,
        },
        values: of.thresholds,
      },
      {
        name: bracketName(name, index, entry.scale),
        unit: entry.scale === "marginal" ? undefined : metadata.unit,
        description: {
          zh: `${description.zh}(第${index + 1}档${zh})`,
          en: `${description.en} (${en} of bracket ${index + 1})`,
        },
        values: of.results,
      },
    ];
  }).flat();
}

function marginalValues(entry: Extract<ScaleEntry, { scale: "marginal" }>, index: number) {
  return {
    thresholds: [...numbersOf(entry, (brackets) => [brackets[index]?.from, [index, "from"]])],
    results: [...numbersOf(entry, (brackets) => [brackets[index]?.rate, [index, "rate"]])],
  };
}

function amountValues(entry: Extract<ScaleEntry, { scale: "amount" }>, index: number) {
  return {
    thresholds: [...numbersOf(entry, (brackets) => [brackets[index]?.from, [index, "from"]])],
    results: [...numbersOf(entry, (brackets) => [brackets[index]?.amount, [index, "amount"]])],
  };
}

interface Dated<Value> {
  readonly areas: { readonly [area: string]: { readonly values: { readonly [date: string]: Value } } };
}

function* numbersOf<Value>(
  { areas }: Dated<Value>,
  read: (value: Value) => readonly [number | undefined, Path],
): Generator<ScalarValue> {
  for (const { area, date, value, path } of datedValues({ areas })) {
    const [number, within] = read(value);
    if (number !== undefined) yield { area, date, value: number, path: [...path, ...within] };
  }
}

/** Every value of a parameter, with its area, its date and where it stands in the file. */
export function* datedValues<Value>({ areas }: Dated<Value>) {
  for (const [area, { values }] of Object.entries(areas)) {
    for (const [date, value] of Object.entries(values)) {
      yield { area, date, value, path: ["areas", area, "values", date] };
    }
  }
}

/** Brackets where the file has most; the check of its form asks for as many everywhere. */
function bracketCount({ areas }: Dated<readonly unknown[]>): number {
  return Math.max(0, ...[...datedValues({ areas })].map(({ value }) => value.length));
}

/** A table's entry as the document names it. */
export function entryName(parameter: string, key: string | number): string {
  return `${parameter}[${key}]`;
}

/** Where a scale's bracket begins, as the document names it; brackets count from 0. */
export function thresholdName(parameter: string, bracket: number): string {
  return `${parameter}[${bracket}].from`;
}

/** A bracket's rate or amount, as the document names it. */
export function bracketName(parameter: string, bracket: number, scale: "marginal" | "amount"): string {
  return `${parameter}[${bracket}].${scale === "marginal" ? "rate" : "amount"}`;
}

/** The parameter of the pack that a name of the document belongs to. */
export function parameterOfName(name: string): string {
  return name.replace(/\[.*$/, "");
}
