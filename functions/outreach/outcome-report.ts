import type { HouseholdChanged } from "#events/household-changed.ts";
import type { ReportedOutcome } from "#events/reported-outcome.ts";
import type { Case, CaseOutcome, HistoryEntry } from "./case.ts";
import { programmeDigest } from "./programme-digest.ts";

const mostProgrammes = 90;

/**
 * What the desk reports of an entry in a case's history; undefined where it changes nothing for the household. The same
 * entry gives the same event, so that it may be sent again.
 */
export function outcomeReport(about: Case, entry: HistoryEntry): HouseholdChanged | undefined {
  const reported = reportedOutcome(about, entry);
  if (!reported) return undefined;
  const asOf = outcomeOf(about, entry)?.at ?? entry.at;
  return {
    id: `${about.case}-${entry.number}`,
    sequence: Date.parse(entry.at),
    changes: [{ household: about.household, asOf, outcome: reported }],
  };
}

function reportedOutcome(about: Case, entry: HistoryEntry): ReportedOutcome | undefined {
  const notice = { notice: about.case, role: about.role, area: about.area };
  if (entry.kind === "reopened") return { ...notice, code: "reopened", programmes: [] };
  const outcome = outcomeOf(about, entry);
  if (!outcome) return undefined;
  const { code, programmes, wrongFacts, person } = outcome;
  const told = about.content.programmes.filter(({ id }) => programmes.includes(id)).slice(0, mostProgrammes);
  return {
    ...notice,
    code,
    programmes: told.map((programme) => ({
      id: programme.id,
      ...(programme.person === undefined ? {} : { person: programme.person }),
      said: programmeDigest(programme),
    })),
    ...(person === undefined ? {} : { person }),
    ...(wrongFacts.length === 0 ? {} : { wrong: [...wrongFacts] }),
  };
}

/** What was found: a referral stands beside it, and may be told of in its place. */
function outcomeOf({ outcome }: Case, entry: HistoryEntry): CaseOutcome | undefined {
  if (entry.kind === "closed") return entry.outcome;
  return entry.kind === "referred" ? outcome : undefined;
}
