import fc from "../../node_modules/fast-check/lib/fast-check.js";

/*
 * Stands in for fast-check while mutants are tested: the same properties, from a fixed seed so that a second run says the
 * same, with fewer cases, and without looking for the smallest that fails. A mutant that survives fewer cases may yet be
 * killed by all of them: the score is a lower bound.
 */

export * from "../../node_modules/fast-check/lib/fast-check.js";

export default { ...fc, assert };

/** A share of the cases of each property, and no more than so many. */
const share = 1 / 50;
const most = 20;

function fewer(parameters: { readonly numRuns?: number } = {}) {
  const numRuns = Math.min(most, Math.ceil((parameters.numRuns ?? 1000) * share));
  return { ...parameters, numRuns, seed: 1, endOnFailure: true };
}

function assert(...[property, parameters]: Parameters<typeof fc.assert>): ReturnType<typeof fc.assert> {
  return fc.assert(property, fewer(parameters));
}
