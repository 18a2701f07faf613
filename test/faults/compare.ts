import type { Standard } from "#eligibility/standard.ts";
import { ChangeQuarantined } from "#events/change-quarantined.ts";
import type { Household, Person } from "#household/aggregate.ts";
import type { Register, Registers, Report } from "#household/register.ts";
import { compareCases } from "./compare-cases.ts";
import { type ExpectedOutcome, expectedOutcome } from "./expected-notices.ts";
import type { Finding, Found } from "./finding.ts";
import type { SourceEvent } from "./history.ts";
import { type Expected, type ExpectedHousehold, expectedOf, type Said } from "./oracle.ts";
import type { SimulatedQueue } from "./simulated-queue.ts";
import type { SimulatedTables } from "./simulated-tables.ts";

/** Where a history ended, in whatever system it ran: what the tables hold and what was set aside. */
export interface EndState {
  readonly standard: Standard;
  readonly tables: Pick<SimulatedTables, "cases" | "countyCases"> & {
    readonly households: ReadonlyMap<string, Household>;
    readonly persons: ReadonlyMap<string, Person>;
  };
  readonly quarantine: Pick<SimulatedQueue, "receive" | "acknowledge">;
}

/** Holds an end state against what the oracle says of the history. */
export function compare(
  standard: Standard,
  events: readonly SourceEvent[],
  { system, stuck }: { readonly system: EndState; readonly stuck: readonly string[]; readonly writes?: number },
): Found {
  const found: Finding = { lost: [...stuck], duplicate: [], divergent: [] };
  const expected = expectedOf(events);
  const nothing: ExpectedHousehold = { facts: new Map(), members: new Map() };
  for (const id of new Set([...expected.households.keys(), ...system.tables.households.keys()])) {
    const household = expected.households.get(id) ?? nothing;
    const outcome = expectedOutcome(standard, id, household);
    compareHousehold(id, { expected: household, outcome, stored: system.tables.households.get(id) }, found);
    compareCases(id, outcome.due, system, found);
  }
  comparePersons(expected, system, found);
  compareQuarantine(expected, system, found);
  return found;
}

/** True where nothing was found. */
export function isSound({ lost, duplicate, divergent }: Found): boolean {
  return lost.length + duplicate.length + divergent.length === 0;
}

interface Compared {
  readonly expected: ExpectedHousehold;
  readonly outcome: ExpectedOutcome;
  readonly stored: Household | undefined;
}

function compareHousehold(id: string, { expected, outcome, stored }: Compared, found: Finding): void {
  compareFacts(id, expected.facts, stored?.facts ?? {}, found);
  const members = stored?.members ?? {};
  for (const person of new Set([...expected.members.keys(), ...Object.keys(members)])) {
    const facts = expected.members.get(person);
    if (!facts) found.divergent.push(`${id} still lists ${person}`);
    else if (!Object.hasOwn(members, person)) found.lost.push(`${id} does not list ${person}`);
    else compareFacts(`${person} in ${id}`, facts, members[person] ?? {}, found);
  }
  const eligible = outcome.results
    .filter(({ verdict }) => verdict === "eligible")
    .map(({ programme, person = "", amount = "" }) => `${programme}/${person}/${amount}`);
  const kept = (stored?.determinations ?? []).map(
    ({ programme, person = "", amount = "" }) => `${programme}/${person}/${amount}`,
  );
  if (eligible.sort().join() !== kept.sort().join()) found.divergent.push(`${id} keeps other determinations`);
}

function compareFacts(
  whose: string,
  expected: ReadonlyMap<string, readonly Said[]>,
  stored: Registers,
  found: Finding,
): void {
  for (const name of new Set([...expected.keys(), ...Object.keys(stored)])) {
    const said = textOfSaid(expected.get(name) ?? []);
    const kept = textOfRegister(Object.hasOwn(stored, name) ? stored[name] : undefined);
    if (said === kept) continue;
    (kept === "" ? found.lost : found.divergent).push(`${name} of ${whose}: expected ${said}, found ${kept}`);
  }
}

function textOfSaid(reports: readonly Said[]): string {
  return reports
    .map(({ asOf, sequence, origin, text, until = "", void: taken }) =>
      [asOf, sequence, origin, taken ? "void" : text, taken ? "" : until].join("/"),
    )
    .join(" before ");
}

function textOfRegister(register: Register | undefined): string {
  if (!register) return "";
  const text = ({ value, stamp, until = "", void: taken }: Report) =>
    [stamp.asOf, stamp.sequence, stamp.origin, taken ? "void" : JSON.stringify(value), taken ? "" : until].join("/");
  return [register, ...(register.previous ? [register.previous] : [])].map(text).join(" before ");
}

function comparePersons(expected: Expected, { tables }: EndState, found: Finding): void {
  for (const id of new Set([...expected.persons.keys(), ...tables.persons.keys()])) {
    const person = expected.persons.get(id);
    const stored = tables.persons.get(id);
    const membership = textOfRegister(stored?.membership);
    if (membership !== textOfSaid(person?.membership ?? [])) found.divergent.push(`${id} lives elsewhere`);
    compareFacts(`${id}, waiting`, person?.waiting ?? new Map(), stored?.waiting ?? {}, found);
    if (stored && stored.leaving.length > 0) found.divergent.push(`${id} is still leaving ${stored.leaving.join()}`);
  }
}

function compareQuarantine({ quarantined }: Expected, { quarantine }: EndState, found: Finding): void {
  const setAside = new Set<string>();
  for (;;) {
    const received = quarantine.receive(10);
    if (received.length === 0) break;
    for (const { body } of received) {
      const { source, event, change = "", problems } = ChangeQuarantined.parse(JSON.parse(body));
      setAside.add(`${source}/${event}#${change}`);
      if (problems.length === 0) found.divergent.push(`${event} is set aside without a reason`);
    }
    quarantine.acknowledge(received, new Set());
  }
  for (const each of quarantined) if (!setAside.has(each)) found.lost.push(`${each} was not set aside`);
  for (const each of setAside) if (!quarantined.has(each)) found.divergent.push(`${each} was set aside`);
}
