import { householdFacts } from "#eligibility/household-on-file.ts";
import { judge, possible } from "#eligibility/judge.ts";
import type { Standard } from "#eligibility/standard.ts";
import { dateIn, momentOf } from "#events/calendar.ts";
import type { FactValue } from "#events/fact-value.ts";
import type { Change } from "#events/household-changed.ts";
import type { NoticeProgramme } from "#events/outreach-notice.ts";
import { withCurrentArea } from "#household/settle.ts";
import { dueNotices } from "#outreach/due-notices.ts";
import { holdsOn, withHolds } from "#outreach/holds.ts";

/** The latest report of a fact; without a value it was taken back. */
interface Reported {
  readonly value?: FactValue;
  /** When it is so from, in milliseconds since 1970. */
  readonly moment: number;
  readonly sequence: number;
}

/** Facts by name, as plain JSON. */
export type ReportedFacts = Readonly<Record<string, Reported>>;

/** What staff of a role are told of a household. */
export interface TextbookNotice {
  readonly role: string;
  readonly area: string;
  readonly programmes: readonly NoticeProgramme[];
}

/** A household's row: read whole, and written whole with every change. */
export interface HouseholdRow {
  readonly household: string;
  readonly version: number;
  readonly facts: ReportedFacts;
  readonly members: Readonly<Record<string, ReportedFacts>>;
  readonly notices: readonly TextbookNotice[];
}

/** A person's row: where the person lives, and what waits while that is unknown. */
export interface PersonRow {
  readonly person: string;
  readonly version: number;
  readonly home?: Reported;
  readonly waiting: ReportedFacts;
}

export const newHousehold = (household: string): HouseholdRow => ({
  ...{ household, version: 0, facts: {}, members: {}, notices: [] },
});
export const newPerson = (person: string): PersonRow => ({ person, version: 0, waiting: {} });

/** What a change reports. `today` ends authorisations. */
export function reportedIn(change: Change, sequence: number, timeZone: string, today: string): ReportedFacts {
  const at = { moment: momentOf(change.asOf, timeZone), sequence: change.sequence ?? sequence };
  const isKnown = change.authorisation === undefined || change.authorisation.until >= today;
  const set = Object.entries(change.set ?? {}).map(([name, value]) => [name, isKnown ? { value, ...at } : at]);
  return Object.fromEntries([...set, ...(change.unset ?? []).map((name) => [name, at])]);
}

/** Facts with the later report of each. */
export function withReported(facts: ReportedFacts, more: ReportedFacts): ReportedFacts {
  const news = Object.entries(more).filter(([name, reported]) => isNews(facts[name], reported));
  return { ...facts, ...Object.fromEntries(news) };
}

/** Whether a report is no older than what is known. */
export function isNews(known: Reported | undefined, { moment, sequence }: Reported): boolean {
  return !known || known.moment < moment || (known.moment === moment && known.sequence <= sequence);
}

/** The notices that should be open for the household as it is now. */
export function noticesFor(standard: Standard, row: HouseholdRow, today: string): TextbookNotice[] {
  const members = Object.entries(row.members);
  if (members.length === 0) return [];
  const { area, enrolments, ...facts } = valuesOf(row.facts);
  const onFile = householdFacts({
    household: row.household,
    area: typeof area === "string" ? area : "33",
    facts,
    members: members
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([person, reported]) => {
        const { enrolments: own, ...of } = valuesOf(reported);
        return { person, facts: of, ...enrolled(own) };
      }),
    ...enrolled(enrolments),
  });
  const known = withCurrentArea(standard.document, onFile);
  const deaths = members.flatMap(([, { deceased }]) =>
    deceased?.value === true ? [dateIn(standard.timeZone, new Date(deceased.moment))] : [],
  );
  const holds = holdsOn(standard.document.outreach, { outcomes: [], deaths }, today);
  const due = dueNotices(standard.document, known, judge(standard, known, today, possible));
  return withHolds(due, holds).due.map(({ role, area: where, programmes }) => ({ role, area: where, programmes }));
}

function enrolled(value: FactValue | undefined): { enrolled?: string[] } {
  return Array.isArray(value) ? { enrolled: value.map(String) } : {};
}

function valuesOf(facts: ReportedFacts): Record<string, FactValue> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]])),
  );
}
