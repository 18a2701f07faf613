import type { Standard } from "#eligibility/standard.ts";
import type { HouseholdOnFile } from "#events/household-on-file.ts";
import { problemInWords } from "#events/problem.ts";
import { didYouMean } from "#functions/publish/nearest-name.ts";
import type { PackFile, PackProblem } from "#functions/publish/pack-problem.ts";
import {
  type ExpectedDetermination,
  expectationOf,
  type TestEntry,
  TestFileSchema,
} from "#functions/publish/test-file.ts";
import { type Path, parseBySchema, parseYaml, type YamlFile } from "#functions/publish/yaml-file.ts";
import { parseHousehold } from "../parse-household.ts";
import { unknownNames } from "./expected-names.ts";

/** A test of a pack, ready to run. */
export interface PackTest {
  /** Path inside the pack, and the line on which the test begins. */
  readonly file: string;
  readonly line: number;
  /** In one language or both. */
  readonly name: string;
  /** ISO date. */
  readonly on: string;
  readonly household: HouseholdOnFile;
  readonly expected: readonly Expected[];
}

/** What is expected of one verdict. */
export interface Expected {
  readonly programme: string;
  /** Present where the programme is a person's. */
  readonly person?: string;
  readonly expectation: ExpectedDetermination;
  /** The line of a field of it. */
  lineOf(path: Path): number;
}

/** Reads a file of tests, and all that is wrong with it: its form, its households, and names that do not exist. */
export function readTests(
  file: PackFile,
  standard: Standard,
): { readonly tests: readonly PackTest[]; readonly problems: readonly PackProblem[] } {
  const { yaml, problems } = parseYaml(file);
  if (!yaml) return { tests: [], problems };
  const { data, problems: ofForm } = parseBySchema(yaml, TestFileSchema);
  if (!data) return { tests: [], problems: ofForm };
  const read = data.map((entry, index) => readTest(within(yaml, [index]), entry, standard));
  return { tests: read.flatMap(({ test }) => test ?? []), problems: read.flatMap((each) => each.problems) };
}

function readTest(
  yaml: YamlFile,
  { name, on, input, output }: TestEntry,
  standard: Standard,
): { readonly test?: PackTest; readonly problems: readonly PackProblem[] } {
  const { household, problems = [] } = parseHousehold(input, standard, on);
  const persons = household?.members.map(({ person }) => person) ?? [];
  const read = Object.keys(output).map((programme) =>
    readExpected(within(yaml, ["output", programme]), programme, { standard, persons }),
  );
  const all = [
    ...problems.map(({ field, found, expected }) => {
      const hint = found === "an unknown fact" ? nearestFact(field, standard) : "";
      return yaml.problem(["input", ...pathOf(field)], `input: ${problemInWords({ field, found, expected })}${hint}`);
    }),
    // Whom a household that cannot be read has as members is not known either.
    ...read.flatMap((each) => (household ? each.problems : [])),
  ];
  if (!household || all.length > 0) return { problems: all };
  const expected = read.flatMap((each) => each.expected);
  const words = typeof name === "string" ? name : `${name.zh} ${name.en}`;
  const { line } = yaml.positionOf([]);
  return { test: { file: yaml.path, line, name: words, on, household, expected }, problems: [] };
}

interface Known {
  readonly standard: Standard;
  readonly persons: readonly string[];
}

interface ReadExpected {
  readonly expected: readonly Expected[];
  readonly problems: readonly PackProblem[];
}

function readExpected(yaml: YamlFile, programme: string, { standard, persons }: Known): ReadExpected {
  const definition = standard.document.programmes.find(({ id }) => id === programme);
  if (!definition) {
    const ids = standard.document.programmes.map(({ id }) => id);
    const hint = didYouMean(programme, ids) || `, expected one of ${ids.join(", ")}`;
    return { expected: [], problems: [yaml.problem([], `${programme}: no such programme${hint}`)] };
  }
  if (definition.of === "household") {
    const { data, problems } = parseBySchema(yaml, expectationOf.household);
    if (!data) return { expected: [], problems };
    return {
      expected: [{ programme, expectation: data, lineOf: (path) => yaml.positionOf(path).line }],
      problems: unknownNames(yaml, data, { definition, standard }),
    };
  }
  const { data, problems } = parseBySchema(yaml, expectationOf.person);
  if (!data) return { expected: [], problems };
  const entries = Object.entries(data);
  return {
    expected: entries.map(([person, expectation]) => ({
      programme,
      person,
      expectation,
      lineOf: (path) => yaml.positionOf([person, ...path]).line,
    })),
    problems: entries.flatMap(([person, expectation]) => [
      ...(persons.includes(person)
        ? []
        : [yaml.problem([person], `${person}: no such member of the input${didYouMean(person, persons)}`)]),
      ...unknownNames(within(yaml, [person]), expectation, { definition, standard }),
    ]),
  };
}

/** `members[0].facts.monthlyIncom`: the fact of a person that was most likely meant. */
function nearestFact(field: string, { document }: Standard): string {
  const of = field.startsWith("members") ? "person" : "household";
  const names = document.facts.filter((fact) => fact.of === of).map(({ name }) => name);
  return didYouMean(field.replace(/^.*\./, ""), names);
}

/** A part of a file as if it were the whole. */
function within(yaml: YamlFile, prefix: Path): YamlFile {
  return {
    path: yaml.path,
    value: prefix.reduce<unknown>((value, key) => Reflect.get(Object(value), key), yaml.value),
    positionOf: (path) => yaml.positionOf([...prefix, ...path]),
    positionIn: (path, character) => yaml.positionIn([...prefix, ...path], character),
    problem: (path, message) => yaml.problem([...prefix, ...path], message),
  };
}

/** `members[0].facts.birthDate` as a path. */
function pathOf(field: string): Path {
  return [...field.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([key, index]) => (index === undefined ? key : Number(index)));
}
