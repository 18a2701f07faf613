import { isWholeFen } from "#eligibility/money.ts";
import type { ParameterDefinition, StandardDocument } from "#eligibility/standard-document.ts";
import { pathInWords } from "#events/problem.ts";
import { checkForm } from "./check-tables.ts";
import { didYouMean } from "./nearest-name.ts";
import type { PackProblem } from "./pack-problem.ts";
import { scalarsOf } from "./parameter-scalars.ts";
import type { ParameterEntry } from "./parameter-schemas.ts";
import { isUnit, units } from "./units.ts";
import type { YamlFile } from "./yaml-file.ts";

export interface ParameterFile {
  readonly yaml: YamlFile;
  readonly entry: ParameterEntry;
}

/** Checks parameters: each once, of areas that exist, with values of their unit. */
export function checkParameters(
  files: readonly ParameterFile[],
  areas: StandardDocument["areas"],
): { readonly parameters: ParameterDefinition[]; readonly problems: PackProblem[] } {
  const codes = new Set(areas.map(({ code }) => code));
  const files_ = new Map<string, string>();
  const problems = files.flatMap(({ yaml, entry }) => {
    const first = files_.get(entry.name);
    if (first === undefined) files_.set(entry.name, yaml.path);
    return [
      ...(first === undefined
        ? []
        : [yaml.problem(["name"], `name: found ${entry.name} again, which ${first} defines`)]),
      ...checkUnits(yaml, entry),
      ...checkAreas(yaml, entry, codes),
      ...checkForm(yaml, entry),
      ...checkValues(yaml, entry),
    ];
  });
  return { parameters: files.flatMap(({ entry }) => definitionsOf(entry)), problems };
}

function definitionsOf(entry: ParameterEntry): ParameterDefinition[] {
  const { synthetic = false, note, reference } = entry.metadata;
  return scalarsOf(entry).map(({ name, unit, description, values }) => ({
    name,
    ...(unit === undefined ? {} : { unit }),
    description,
    synthetic,
    ...(note === undefined ? {} : { note }),
    reference,
    areas: Object.fromEntries(
      Object.keys(entry.areas).map((code) => [
        code,
        Object.fromEntries(values.filter(({ area }) => area === code).map(({ date, value }) => [date, value])),
      ]),
    ),
  }));
}

function checkUnits(yaml: YamlFile, { metadata }: ParameterEntry): PackProblem[] {
  const given = {
    unit: metadata.unit,
    ...("thresholdUnit" in metadata ? { thresholdUnit: metadata.thresholdUnit } : {}),
  };
  return Object.entries(given).flatMap(([field, unit]) => {
    if (unit === undefined || isUnit(unit)) return [];
    const hint = didYouMean(unit, units) || `, expected one of ${units.join(", ")}`;
    return [yaml.problem(["metadata", field], `metadata.${field}: ${unit}: no such unit${hint}`)];
  });
}

function checkAreas(yaml: YamlFile, { areas }: ParameterEntry, codes: ReadonlySet<string>): PackProblem[] {
  return Object.entries(areas).flatMap(([code, { values }]) => {
    const path = ["areas", code];
    const unknown = codes.has(code)
      ? []
      : [yaml.problem(path, `areas.${code}: found an area that areas.csv does not have${didYouMean(code, codes)}`)];
    const empty =
      Object.keys(values).length === 0
        ? [yaml.problem(path, `areas.${code}: found no value, expected at least one`)]
        : [];
    return [...unknown, ...empty];
  });
}

function checkValues(yaml: YamlFile, entry: ParameterEntry): PackProblem[] {
  return scalarsOf(entry).flatMap(({ unit, values }) =>
    values.flatMap(({ value, path }) => {
      const expected = valueExpected(unit, value);
      if (expected === undefined) return [];
      return [yaml.problem(path, `${pathInWords(path)}: found ${value}, expected ${expected}`)];
    }),
  );
}

// Watch points step from one possible value to the next, so that values keep to these steps.
function valueExpected(unit: string | undefined, value: number): string | undefined {
  if (value < 0 || value > 10_000_000) return "a number from 0 to 10,000,000";
  if (unit === "yuan") return isWholeFen(value) ? undefined : "yuan with at most two decimals";
  if (unit === undefined)
    return Number(value.toFixed(3)) === value ? undefined : "a number with at most three decimals";
  return Number.isInteger(value) ? undefined : `a whole number of ${unit}`;
}

/** Checks that a parameter that programmes read has a value for every county. */
export function checkCoverage({ yaml, entry }: ParameterFile, areas: StandardDocument["areas"]): PackProblem[] {
  const parents = new Map(areas.map(({ code, parent }) => [code, parent]));
  const isCovered = (code: string | undefined): boolean =>
    code !== undefined && (Object.hasOwn(entry.areas, code) || isCovered(parents.get(code)));
  const bare = areas.filter(({ code, level }) => level === "county" && !isCovered(code));
  if (bare.length === 0) return [];
  const named = bare.slice(0, 5).map(({ code, zh, en }) => `${code} ${zh} ${en}`);
  const more = bare.length > named.length ? ` and ${bare.length - named.length} more` : "";
  return [
    yaml.problem(
      ["areas"],
      `areas: ${entry.name} has no value for ${named.join(", ")}${more}; expected one for each county or an area above it`,
    ),
  ];
}
