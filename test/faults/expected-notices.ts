import { judge } from "#eligibility/judge.ts";
import type { HouseholdFacts, Judgement } from "#eligibility/judgement.ts";
import type { Standard } from "#eligibility/standard.ts";
import { FactValue } from "#events/fact-value.ts";
import { type DueNotice, dueNotices } from "#outreach/due-notices.ts";
import { holdsOn, withHolds } from "#outreach/holds.ts";
import { today } from "./history.ts";
import { type ExpectedHousehold, heldValue, type Said } from "./oracle.ts";

/** What should be open for a household in the end, and what it was judged to be. */
export interface ExpectedOutcome {
  readonly due: readonly DueNotice[];
  readonly results: Judgement["results"];
}

/** Judges what the oracle knows of a household. */
export function expectedOutcome(standard: Standard, id: string, household: ExpectedHousehold): ExpectedOutcome {
  const facts = known(household.facts);
  const { area } = facts;
  const family: HouseholdFacts = {
    household: id,
    area: typeof area === "string" ? area : undefined,
    facts,
    members: [...household.members]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([person, reports]) => ({ person, facts: known(reports) })),
  };
  if (family.members.length === 0) return { due: [], results: [] };
  const judgement = judge(standard, family, today);
  const holds = holdsOn(standard.document.outreach, { outcomes: [], deaths: deathsIn(household) }, today);
  const { due } = withHolds(dueNotices(standard.document, family, judgement), holds);
  return { due, results: judgement.results };
}

/** The days, in the standard's time zone, from which members are told to be dead. */
function deathsIn({ members }: ExpectedHousehold): string[] {
  return [...members.values()].flatMap((reports) => {
    const said = reports.get("deceased") ?? [];
    const holding = said.find((report) => !report.void);
    if (heldValue(said) !== true || !holding) return [];
    return [new Date(holding.asOf + 8 * 3_600_000).toISOString().slice(0, 10)];
  });
}

function known(facts: ReadonlyMap<string, readonly Said[]>): Record<string, FactValue> {
  const values: Record<string, FactValue> = {};
  for (const [name, reports] of facts) {
    const value = FactValue.safeParse(heldValue(reports));
    if (value.success) values[name] = value.data;
  }
  return values;
}
