import { pathInWords } from "#events/problem.ts";
import { didYouMean } from "./nearest-name.ts";
import type { PackProblem } from "./pack-problem.ts";
import { datedValues } from "./parameter-scalars.ts";
import type { ParameterEntry, ScaleEntry, TableEntry } from "./parameter-schemas.ts";
import type { YamlFile } from "./yaml-file.ts";

/** Checks that a table has a number for each key and that a scale's brackets rise and are as many everywhere. */
export function checkForm(yaml: YamlFile, entry: ParameterEntry): PackProblem[] {
  if ("keys" in entry) return [...checkKeys(yaml, entry), ...checkRows(yaml, entry)];
  return "scale" in entry ? checkBrackets(yaml, entry) : [];
}

function checkKeys(yaml: YamlFile, { keys }: TableEntry): PackProblem[] {
  const seen = new Set<string | number>();
  return keys.flatMap((key, index) => {
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [yaml.problem(["keys", index], `keys[${index}]: found ${key} again, expected each key once`)];
  });
}

function checkRows(yaml: YamlFile, entry: TableEntry): PackProblem[] {
  const keys = entry.keys.map(String);
  return [...datedValues(entry)].flatMap(({ value: row, path }) => {
    const unknown = Object.keys(row).filter((key) => !keys.includes(key));
    const missing = keys.filter((key) => !Object.hasOwn(row, key));
    const strangers = unknown.map((key) => {
      const hint = didYouMean(key, missing) || `, expected one of ${keys.join(", ")}`;
      return yaml.problem([...path, key], `${pathInWords([...path, key])}: no such key${hint}`);
    });
    if (missing.length === 0) return strangers;
    const message = `${pathInWords(path)}: found no number for ${missing.join(", ")}, expected one for each of keys`;
    return [...strangers, yaml.problem(path, message)];
  });
}

function checkBrackets(yaml: YamlFile, entry: ScaleEntry): PackProblem[] {
  const lists = [...datedValues<readonly { readonly from: number }[]>(entry)];
  const [first] = lists;
  const rateUnit = entry.scale === "marginal" ? entry.metadata.unit : undefined;
  const ofUnit =
    rateUnit === undefined
      ? []
      : [
          yaml.problem(
            ["metadata", "unit"],
            `metadata.unit: found ${rateUnit}, expected none: rates are plain numbers, and the unit of from is thresholdUnit`,
          ),
        ];
  const ofLists = lists.flatMap(({ value: brackets, path }) => [
    ...(brackets.length === first?.value.length
      ? []
      : [
          yaml.problem(
            path,
            `${pathInWords(path)}: found ${brackets.length} brackets, expected ${first?.value.length} as at ${pathInWords(first?.path ?? [])}`,
          ),
        ]),
    ...brackets.flatMap(({ from }, index) => {
      const before = brackets[index - 1]?.from ?? Number.NEGATIVE_INFINITY;
      if (from > before) return [];
      const at = [...path, index, "from"];
      return [yaml.problem(at, `${pathInWords(at)}: found ${from} after ${before}, expected brackets that rise`)];
    }),
  ]);
  return [...ofUnit, ...ofLists];
}
