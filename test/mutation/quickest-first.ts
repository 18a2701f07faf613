import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take a second or so each: a mutant that another file notices need not wait for them. */
const slow = ["wording", "three-values", "cel-oracle", "affected-areas"];

/** Vitest begins with the longest files; a mutant is done with at the first test that notices it, so the quickest begin. */
export class QuickestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const slowness = ({ moduleId }: TestSpecification) => slow.findIndex((name) => moduleId.includes(`/${name}.`));
    return Promise.resolve(files.toSorted((a, b) => slowness(a) - slowness(b)));
  }
}
