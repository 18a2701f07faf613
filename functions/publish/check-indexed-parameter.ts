import type { KnownParameter } from "./expression/known-parameter.ts";
import { didYouMean } from "./nearest-name.ts";
import type { PackProblem } from "./pack-problem.ts";
import type { YamlFile } from "./yaml-file.ts";

/** Checks the parameter by whose limits households are indexed: one number of the pack. */
export function checkIndexedParameter(
  yaml: YamlFile,
  name: string | undefined,
  parameters: ReadonlyMap<string, KnownParameter>,
): PackProblem[] {
  if (name === undefined) return [];
  const problem = (found: string) => [
    yaml.problem(["indexedParameter"], `indexedParameter: found ${found}, expected a parameter that is one number`),
  ];
  const parameter = parameters.get(name);
  if (!parameter) return problem(`no parameter ${name}${didYouMean(name, parameters.keys())}`);
  return parameter.form === "table" || parameter.form === "scale" ? problem(`${name}, a ${parameter.form}`) : [];
}
