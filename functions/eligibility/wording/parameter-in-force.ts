import type { ParameterDefinition, StandardDocument } from "../standard-document.ts";

/** A parameter's value as it holds in an area on a day. */
export interface ParameterInForce {
  /** In the parameter's unit; money in yuan. */
  readonly value: number;
  /** ISO date from which it holds. */
  readonly from: string;
  /** The area that sets it: the household's own, or one around it. */
  readonly area: string;
}

/** The value in force for an area on a day (ISO date): on each day the nearest area that has a value by then decides. */
export function parameterInForce(
  { areas }: StandardDocument,
  parameter: ParameterDefinition,
  area: string | undefined,
  on: string,
): ParameterInForce | undefined {
  const parents = new Map(areas.map(({ code, parent }) => [code, parent]));
  for (let code = area; code !== undefined; code = parents.get(code)) {
    const values = parameter.areas[code] ?? {};
    const from = Object.keys(values)
      .filter((date) => date <= on)
      .sort()
      .at(-1);
    const value = from === undefined ? undefined : values[from];
    if (from !== undefined && value !== undefined) return { value, from, area: code };
  }
  return undefined;
}

/** The parameter of the pack that a number of the document belongs to: `x` of `x`, of `x[1]` and of `x[0].rate`. */
export function packParameter(name: string): string {
  return name.replace(/\[.*$/, "");
}

/** A description without the key or the bracket that publication adds for one number of a table or a scale. */
export function packDescription({ name, description }: ParameterDefinition): ParameterDefinition["description"] {
  if (packParameter(name) === name) return description;
  const withoutKey = (text: string) => text.replace(/\s*[(\uFF08][^()\uFF08\uFF09]*[)\uFF09]$/, "");
  return { zh: withoutKey(description.zh), en: withoutKey(description.en) };
}
