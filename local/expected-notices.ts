import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { householdFacts } from "#eligibility/household-on-file.ts";
import { judge } from "#eligibility/judge.ts";
import type { Standard } from "#eligibility/standard.ts";
import { dateIn, momentOf } from "#events/calendar.ts";
import type { FactValue } from "#events/fact-value.ts";
import type { Change, HouseholdChanged } from "#events/household-changed.ts";
import type { HouseholdOnFile } from "#events/household-on-file.ts";
import type { NoticeProgramme } from "#events/outreach-notice.ts";
import { withCurrentArea } from "#household/settle.ts";
import { dueNotices } from "#outreach/due-notices.ts";
import { holdsOn, withHolds } from "#outreach/holds.ts";

/** What staff of a role should be told of a household, by the offline judgement of the same facts. */
export interface ExpectedNotice {
  readonly household: string;
  readonly role: string;
  readonly area: string;
  readonly programmes: readonly NoticeProgramme[];
}

type Latest = Map<string, { value: FactValue | undefined; moment: number; sequence: number }>;

/**
 * The offline judgement: a plain fold over the events' files, latest report of each fact last, and each household
 * judged as one on file. Shares no code with the pipeline's merging, stores and queues: it is what they are held to.
 */
export async function expectedNotices(
  standard: Standard,
  files: readonly string[],
  today: string,
): Promise<ExpectedNotice[]> {
  const subjects = new Map<string, Latest>();
  for (const file of files) await readLatest(file, { standard, today, subjects });
  return householdsOf(subjects).flatMap((onFile) => {
    const known = withCurrentArea(standard.document, householdFacts(onFile));
    const judgement = judge(standard, known, today);
    const deaths = onFile.members.flatMap(({ person }) => deathOf(subjects.get(person), standard.timeZone));
    const holds = holdsOn(standard.document.outreach, { outcomes: [], deaths }, today);
    return withHolds(dueNotices(standard.document, known, judgement), holds).due.map(({ role, area, programmes }) => ({
      household: onFile.household,
      role,
      area,
      programmes,
    }));
  });
}

/** The households that events' files tell of. Of others, the offline judgement knows nothing. */
export async function householdsIn(files: readonly string[]): Promise<ReadonlySet<string>> {
  const households = new Set<string>();
  for (const file of files) {
    for await (const event of eventsIn(file)) {
      for (const change of event.changes) {
        const household = "household" in change ? change.household : change.set?.["household"];
        if (typeof household === "string") households.add(household);
      }
    }
  }
  return households;
}

/** The day from which a person is told to be dead. */
function deathOf(latest: Latest | undefined, timeZone: string): string[] {
  const deceased = latest?.get("deceased");
  return deceased?.value === true ? [dateIn(timeZone, new Date(deceased.moment))] : [];
}

interface Reading {
  readonly standard: Standard;
  readonly today: string;
  readonly subjects: Map<string, Latest>;
}

async function readLatest(file: string, { standard, today, subjects }: Reading): Promise<void> {
  for await (const event of eventsIn(file)) {
    for (const change of event.changes) {
      const subject = "person" in change ? change.person : change.household;
      const latest: Latest = subjects.get(subject) ?? new Map();
      subjects.set(subject, latest);
      takeChange(latest, change, {
        moment: momentOf(change.asOf, standard.timeZone),
        sequence: change.sequence ?? event.sequence,
        authorised: change.authorisation === undefined || change.authorisation.until >= today,
      });
    }
  }
}

async function* eventsIn(file: string): AsyncGenerator<HouseholdChanged> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === "") continue;
    const { Detail: event }: { Detail: HouseholdChanged } = JSON.parse(line);
    yield event;
  }
}

interface At {
  readonly moment: number;
  readonly sequence: number;
  /** False where the family's authorisation is over: then the facts are known no longer. */
  readonly authorised: boolean;
}

function takeChange(latest: Latest, { set = {}, unset = [] }: Change, { authorised, ...at }: At): void {
  const report = (name: string, value: FactValue | undefined) => {
    const known = latest.get(name);
    if (known && (known.moment > at.moment || (known.moment === at.moment && known.sequence > at.sequence))) return;
    latest.set(name, { value, ...at });
  };
  for (const [name, value] of Object.entries(set)) report(name, authorised ? value : undefined);
  for (const name of unset) report(name, undefined);
}

function householdsOf(subjects: ReadonlyMap<string, Latest>): HouseholdOnFile[] {
  const households = new Map<string, HouseholdOnFile>();
  const household = (id: string) => {
    const known = households.get(id) ?? { household: id, area: "33", facts: {}, members: [] };
    households.set(id, known);
    return known;
  };
  for (const [subject, latest] of [...subjects].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { area, household: home, enrolments, ...facts } = valuesOf(latest);
    const enrolled = Array.isArray(enrolments) ? { enrolled: enrolments } : {};
    if (subject.startsWith("p-") && typeof home === "string") {
      household(home).members.push({ person: subject, facts, ...enrolled });
    } else if (subject.startsWith("h-")) {
      const known = household(subject);
      households.set(subject, {
        ...known,
        area: typeof area === "string" ? area : known.area,
        facts,
        ...enrolled,
      });
    }
  }
  return [...households.values()].filter(({ members }) => members.length > 0);
}

function valuesOf(latest: Latest): Record<string, FactValue> {
  const values: Record<string, FactValue> = {};
  for (const [name, { value }] of latest) if (value !== undefined) values[name] = value;
  return values;
}

/** Today in the standard's time zone, on a clock that is `clockOffset` milliseconds ahead. */
export function todayOf(standard: Standard, clockOffset: number): string {
  return dateIn(standard.timeZone, new Date(Date.now() + clockOffset));
}
