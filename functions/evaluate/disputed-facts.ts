import type { Standard } from "#eligibility/standard.ts";
import type { ChangeQuarantined } from "#events/change-quarantined.ts";
import type { ReportedOutcome } from "#events/reported-outcome.ts";

interface Told {
  readonly household: string;
  readonly outcome: ReportedOutcome;
  readonly event: string;
  readonly change: number;
  readonly at: Date;
}

/**
 * What staff found not to be so, for the lists of corrections of the sources that own it: one entry a source. Says which
 * fact of whom, and no value.
 */
export function disputedFacts(
  standard: Standard,
  { household, outcome, event, change, at }: Told,
): ChangeQuarantined[] {
  const bySource = new Map<string, string[]>();
  for (const name of factsDisputed(outcome)) {
    const dictionaryName = name.replace(/^person:[^.]+\./, "person.");
    for (const source of standard.facts.get(dictionaryName)?.owners ?? []) {
      bySource.set(source, [...(bySource.get(source) ?? []), name]);
    }
  }
  return [...bySource].map(([source, names]) => ({
    type: "change.quarantined",
    code: "found-wrong",
    source,
    event,
    change,
    problems: names.map((field) => ({
      field,
      found: `what staff found not to be so: ${outcome.code}`,
      expected: "a correction, or the same again where it is right",
    })),
    at: at.toISOString(),
    rejected: { household, notice: outcome.notice },
  }));
}

/** The facts that an outcome says are wrong: those that staff named, and those that follow from what they found. */
function factsDisputed({ code, person, wrong = [] }: ReportedOutcome): string[] {
  const of = (fact: string) => (person === undefined ? [] : [`person:${person}.${fact}`]);
  switch (code) {
    case "deceased":
      return [...new Set([...of("deceased"), ...wrong])];
    case "moved-away":
    case "not-at-address":
      return [...new Set(["household.area", ...wrong])];
    case "data-wrong-identity":
      return [...new Set([...of("household"), ...wrong])];
    case "already-receiving":
      return [...new Set(["household.enrolments", ...wrong])];
    default:
      return [...wrong];
  }
}
