import { createHash } from "node:crypto";
import { type SourceChange, type SourceEvent, today } from "./history.ts";

// What a history comes to, from its events alone: all reports of a fact sorted by their stamps. It shares no code with
// the merging that it judges.

/** One report of a fact. */
export interface Said {
  readonly asOf: number;
  readonly sequence: number;
  readonly origin: string;
  /** JSON text of the value; `null` where the fact was withdrawn. */
  readonly text: string;
  readonly until: string | undefined;
  readonly void: boolean;
}

/** What is known in the end. */
export interface Expected {
  /** By household: reports that count of its own facts, and of its members' facts. */
  readonly households: ReadonlyMap<string, ExpectedHousehold>;
  readonly persons: ReadonlyMap<string, ExpectedPerson>;
  /** `event#change` of what is set aside; `event#` of an event set aside whole. */
  readonly quarantined: ReadonlySet<string>;
}

export interface ExpectedHousehold {
  readonly facts: ReadonlyMap<string, readonly Said[]>;
  readonly members: ReadonlyMap<string, ReadonlyMap<string, readonly Said[]>>;
}

export interface ExpectedPerson {
  readonly home: string | undefined;
  readonly membership: readonly Said[];
  /** Facts of a person of no household. */
  readonly waiting: ReadonlyMap<string, readonly Said[]>;
}

const owners: Readonly<Record<string, string>> = {
  household: "population",
  birthDate: "population",
  deceased: "population",
  area: "population",
  registeredArea: "population",
  monthlyIncome: "human-resources",
  otherMonthlyIncome: "civil-affairs",
  enrolments: "rescue",
  savings: "authorised-check",
};

/** All that was ever said, by subject and fact, and what was set aside. */
export function expectedOf(events: readonly SourceEvent[]): Expected {
  const said = new Map<string, Map<string, Said[]>>();
  const quarantined = new Set<string>();
  for (const event of events) {
    if (event.changes.length === 0) quarantined.add(`${event.source}/${event.id}#`);
    event.changes.forEach((change, index) => {
      const subject = change.person ?? change.household ?? "";
      const facts = said.get(subject) ?? new Map<string, Said[]>();
      said.set(subject, facts);
      if (!sayAll(event, change, facts)) quarantined.add(`${event.source}/${event.id}#${index}`);
    });
  }
  return { ...endState(said), quarantined };
}

/** Notes what a change says; false where some of it is set aside. */
function sayAll(event: SourceEvent, change: SourceChange, facts: Map<string, Said[]>): boolean {
  if (change.asOf === undefined || change.asOf.slice(0, 10) > today) return false;
  const values = [
    ...Object.entries(change.set ?? {}),
    ...(change.unset ?? []).map((name): [string, unknown] => [name, null]),
  ];
  const own = values.filter(([name]) => owners[name] === event.source);
  for (const [name, value] of own) {
    const reports = facts.get(name) ?? [];
    facts.set(name, reports);
    const { supersedes, authorisation } = change;
    if (!supersedes || value !== null) {
      reports.push({
        asOf: momentOf(change.asOf),
        sequence: event.sequence,
        origin: originOf(event.source, event.id),
        text: JSON.stringify(value),
        until: value === null ? undefined : authorisation?.until,
        void: false,
      });
    }
    if (supersedes) {
      reports.push({
        asOf: momentOf(supersedes.asOf),
        sequence: supersedes.sequence,
        origin: originOf(event.source, supersedes.id),
        text: "null",
        until: undefined,
        void: true,
      });
    }
  }
  return own.length === values.length;
}

function momentOf(asOf: string): number {
  return Date.parse(asOf.length === 10 ? `${asOf}T00:00:00+08:00` : asOf);
}

const origins = new Map<string, string>();

function originOf(source: string, event: string): string {
  const text = `${source}\n${event}`;
  let origin = origins.get(text);
  if (origin === undefined) {
    origin = createHash("sha256").update(text).digest("base64url").slice(0, 8);
    origins.set(text, origin);
  }
  return origin;
}

/** The two latest reports of a fact, each stamp once: what was taken back stays so, and an event's last word holds. */
function twoLatest(reports: readonly Said[]): Said[] {
  const byStamp = new Map<string, Said>();
  for (const report of reports) {
    const stamp = `${report.asOf}/${report.sequence}/${report.origin}`;
    if (!byStamp.get(stamp)?.void) byStamp.set(stamp, report);
  }
  return [...byStamp.values()].sort(latestFirst).slice(0, 2);
}

function latestFirst(a: Said, b: Said): number {
  if (a.asOf !== b.asOf) return b.asOf - a.asOf;
  if (a.sequence !== b.sequence) return b.sequence - a.sequence;
  return a.origin < b.origin ? 1 : -1;
}

/** The value that holds: that of the first report that was not taken back; undefined where none is known today. */
export function heldValue(reports: readonly Said[]): unknown {
  const first = reports.find((report) => !report.void);
  if (!first || (first.until !== undefined && first.until < today)) return undefined;
  return JSON.parse(first.text) ?? undefined;
}

function endState(said: ReadonlyMap<string, ReadonlyMap<string, Said[]>>) {
  const households = new Map<string, { facts: Map<string, Said[]>; members: Map<string, Map<string, Said[]>> }>();
  const persons = new Map<string, ExpectedPerson>();
  const at = (id: string) => {
    const known = households.get(id) ?? { facts: new Map<string, Said[]>(), members: new Map() };
    households.set(id, known);
    return known;
  };
  for (const [subject, reports] of said) {
    const facts = new Map([...reports].map(([name, each]) => [name, twoLatest(each)]));
    if (facts.size === 0) continue;
    if (subject.startsWith("h-")) {
      at(subject).facts = facts;
      continue;
    }
    const membership = facts.get("household") ?? [];
    facts.delete("household");
    const value = heldValue(membership);
    const home = typeof value === "string" ? value : undefined;
    persons.set(subject, { home, membership, waiting: home === undefined ? facts : new Map() });
    if (home !== undefined) at(home).members.set(subject, facts);
  }
  return { households, persons };
}
