import { expectedOf } from "#eligibility/dictionary.ts";
import { knownFact } from "./known-fact.ts";
import { didYouMean } from "./nearest-name.ts";
import type { FactEntry } from "./pack-schemas.ts";

/** Checks what holds of a fact while nobody has reported it: a value that a source could report. */
export function checkUnreported(fact: FactEntry, report: (field: string, message: string) => void): void {
  const { unreported, derived } = fact;
  if (unreported === undefined) return;
  if (derived !== undefined) {
    report("unreported", "found a value of a derived fact, expected one of facts that a source reports");
    return;
  }
  const { values } = knownFact(fact);
  const expected = expectedOf({ ...fact, values }, unreported);
  // The pack is public, so that its own values may be told.
  if (expected === undefined) return;
  const hint = typeof unreported === "string" && values ? didYouMean(unreported, values) : "";
  report("unreported", `found ${JSON.stringify(unreported)}, expected ${expected}${hint}`);
}
