import type { ParameterDefinition } from "#eligibility/standard-document.ts";
import { packDescription, packParameter } from "#eligibility/wording/parameter-in-force.ts";
import { parameterValueInWords, sourcesInWords } from "#eligibility/wording/values-in-words.ts";
import { escaped, folded, table } from "./markdown.ts";
import type { Rendering } from "./rendering.ts";

/** More areas than these fold away. */
const mostAreasOpen = 12;

/** The parameters that a programme reads, with all their values by area and date. */
export function parametersSection(rendering: Rendering, parameters: readonly ParameterDefinition[]): string[] {
  const { captions } = rendering;
  if (parameters.length === 0) return [];
  const byName = Map.groupBy(parameters, ({ name }) => packParameter(name));
  return [
    `## ${captions.parameters}`,
    "",
    ...[...byName.values()].flatMap((numbers) => parameterLines(rendering, numbers)),
  ];
}

function parameterLines(rendering: Rendering, numbers: readonly ParameterDefinition[]): string[] {
  const { captions, language } = rendering;
  const [first] = numbers;
  if (!first) return [];
  const { reference, synthetic } = first;
  const alone = numbers.length === 1 && packParameter(first.name) === first.name;
  const { head, rows } = alone ? byDate(rendering, first) : byKey(rendering, numbers);
  const values = rows.length === 0 ? [captions.noValue] : table(head, rows);
  const areas = new Set(numbers.flatMap(({ areas }) => Object.keys(areas))).size;
  return [
    `### ${escaped(packDescription(first)[language])}${synthetic ? " ⚠" : ""}`,
    "",
    `- ${captions.id}${captions.colon}\`${packParameter(first.name)}\``,
    `- ${captions.source}${captions.colon}${escaped(sourcesInWords(reference, language))}`,
    ...noteLines(rendering, first),
    "",
    ...(areas > mostAreasOpen ? folded(captions.areas(areas), values) : values),
    "",
  ];
}

function noteLines({ captions, language }: Rendering, { synthetic, note }: ParameterDefinition): string[] {
  const words = note && escaped(note[language]);
  if (!synthetic) return words === undefined ? [] : [`- ${words}`];
  const marked = `- ⚠ **${captions.demonstration}**`;
  return [words === undefined ? marked : `${marked}${captions.colon}${words}`];
}

interface Cells {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A single number: one row an area, one column a date. */
function byDate({ captions, vocabulary, language }: Rendering, parameter: ParameterDefinition): Cells {
  const dates = [...new Set(Object.values(parameter.areas).flatMap((values) => Object.keys(values)))].sort();
  return {
    head: [captions.area, ...dates.map((date) => (language === "zh" ? `${date} 起` : `from ${date}`))],
    rows: areasIn([parameter]).map((area) => [
      escaped(vocabulary.area(area)),
      ...dates.map((date) => cell(parameter, area, date, language)),
    ]),
  };
}

/** A table or a scale: one row an area and date, one column a number. */
function byKey({ captions, vocabulary, language }: Rendering, numbers: readonly ParameterDefinition[]): Cells {
  return {
    head: [captions.area, captions.from, ...numbers.map((number) => escaped(keyOf(number, language)))],
    rows: areasIn(numbers).flatMap((area) => {
      const dates = [...new Set(numbers.flatMap(({ areas }) => Object.keys(areas[area] ?? {})))].sort();
      return dates.map((date) => [
        escaped(vocabulary.area(area)),
        date,
        ...numbers.map((number) => cell(number, area, date, language)),
      ]);
    }),
  };
}

/** What tells the number from the others of its table: the description's last brackets. */
function keyOf({ name, description }: ParameterDefinition, language: Rendering["language"]): string {
  const [, key = name] = /[(\uFF08]([^()\uFF08\uFF09]*)[)\uFF09]$/.exec(description[language]) ?? [];
  return key;
}

function areasIn(numbers: readonly ParameterDefinition[]): string[] {
  return [...new Set(numbers.flatMap(({ areas }) => Object.keys(areas)))].sort();
}

function cell(parameter: ParameterDefinition, area: string, date: string, language: Rendering["language"]): string {
  const value = parameter.areas[area]?.[date];
  return value === undefined ? "" : parameterValueInWords(parameter, value, language);
}
