import type { KnownFact } from "./expression/scope.ts";
import type { FactEntry } from "./pack-schemas.ts";

/** A fact as expressions know it: its values by name, without what they are called. */
export function knownFact({ values, ...fact }: FactEntry): KnownFact {
  return { ...fact, values: values && Object.keys(values) };
}
