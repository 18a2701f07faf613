import { householdFacts } from "#eligibility/household-on-file.ts";
import { judge } from "#eligibility/judge.ts";
import { compileStandard, type Standard } from "#eligibility/standard.ts";
import { inFileOrder, type PackProblem } from "#functions/publish/pack-problem.ts";
import { withCurrentArea } from "#household/settle.ts";
import { CommandError } from "../exit-code.ts";
import { loadPack } from "../load-pack.ts";
import { differencesOf } from "./differences.ts";
import { type PackTest, readTests } from "./read-tests.ts";
import { testFiles } from "./test-files.ts";

/** One field of a verdict that is not as a test expects it. */
export interface Failure {
  /** Path inside the pack, and the line on which the expectation stands. */
  readonly file: string;
  readonly line: number;
  readonly test: { readonly name: string; readonly line: number };
  /** `minimum-living-guarantee.amount`, of a person `longevity-allowance.p-1.amount`. */
  readonly field: string;
  readonly found: unknown;
  readonly expected: unknown;
}

/** What came of a pack's own tests; nothing was run where there are problems. */
export interface PackTestRun {
  readonly standards: string;
  readonly tests: readonly PackTest[];
  readonly failures: readonly Failure[];
  /** What is wrong with the files of tests. */
  readonly problems: readonly PackProblem[];
}

/** Runs the tests in a pack's folder `tests/`. Throws CommandError where the pack is wrong or has no tests. */
export async function runPackTests(folder: string): Promise<PackTestRun> {
  const standard = compileStandard(await loadPack(folder));
  const files = await testFiles(folder);
  if (files.length === 0) throw new CommandError(`${folder}: found no tests, expected tests/*.yaml`);
  const read = files.map((file) => readTests(file, standard));
  const tests = read.flatMap((each) => each.tests);
  const problems = read.flatMap((each) => each.problems).sort(inFileOrder);
  const failures = problems.length > 0 ? [] : tests.flatMap((test) => failuresOf(test, standard));
  return { standards: standard.label, tests, failures, problems };
}

/** What of a test does not come out as expected. */
export function failuresOf({ file, name, line, on, household, expected }: PackTest, standard: Standard): Failure[] {
  const { results } = judge(standard, withCurrentArea(standard.document, householdFacts(household)), on);
  return expected.flatMap(({ programme, person, expectation, lineOf }) => {
    const determination = results.find((each) => each.programme === programme && each.person === person);
    const whose = person === undefined ? programme : `${programme}.${person}`;
    return differencesOf(expectation, determination).map(
      ({ path, found, expected: wanted }): Failure => ({
        file,
        line: lineOf(path),
        test: { name, line },
        field: [whose, ...path.filter((key) => typeof key === "string")].join("."),
        found,
        expected: wanted,
      }),
    );
  });
}

/** `tests/x.yaml:12: name: minimum-living-guarantee.amount: found 321, expected 320` */
export function failureInWords({ file, line, test, field, found, expected }: Failure): string {
  return `${file}:${line}: ${test.name}: ${field}: found ${shown(found)}, expected ${shown(expected)}`;
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return "none";
  return typeof value === "string" ? value : JSON.stringify(value);
}
