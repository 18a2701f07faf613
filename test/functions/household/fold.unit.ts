import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FactValue } from "#events/fact-value.ts";
import { type Household, homeOf, type Person } from "#household/aggregate.ts";
import { fold, membershipFact, type SubjectFacts, withoutMembers } from "#household/fold.ts";
import { type Register, type Registers, type Report, valuesOn } from "#household/register.ts";
import { report } from "./reports.ts";

const known = (registers: Registers) => valuesOn(registers, "2022-07-01");

/** Households and persons kept as a store keeps them, with writes that may be lost in a crash. */
class Registry {
  readonly persons = new Map<string, Person>();
  readonly households = new Map<string, Household>();

  /** Folds and stores in order. `crashAfter` writes the machine stops: the rest of the batch is lost. */
  deliver(batch: readonly SubjectFacts[], crashAfter = Number.POSITIVE_INFINITY): void {
    const { persons, households, departures } = fold(this, batch);
    const writes = [
      ...[...persons.values()].map((person) => () => this.persons.set(person.person, person)),
      ...[...households.values()].map((household) => () => this.households.set(household.household, household)),
      ...[...departures].flatMap(([id, { from, person }]) => [
        ...from.map((left) => () => this.remove(left, id)),
        () => this.persons.set(id, person),
      ]),
    ];
    for (const write of writes.slice(0, crashAfter)) write();
  }

  remove(id: string, person: string): void {
    const household = this.households.get(id);
    if (household) this.households.set(id, withoutMembers(household, new Set([person])));
  }

  /** What an outsider can know: who lives where, and the facts of each. */
  known() {
    return {
      homes: Object.fromEntries([...this.persons].map(([id, person]) => [id, homeOf(person)]).sort()),
      leaving: [...this.persons.values()].flatMap(({ leaving }) => leaving),
      waiting: Object.fromEntries([...this.persons].map(([id, { waiting }]) => [id, known(waiting)]).sort()),
      households: Object.fromEntries(
        [...this.households]
          .map(([id, { facts, members }]): [string, unknown] => [
            id,
            { facts: known(facts), members: mapValues(members, known) },
          ])
          .filter(([, content]) => JSON.stringify(content) !== '{"facts":{},"members":{}}')
          .sort(),
      ),
    };
  }
}

/**
 * Every fact by its latest report, by subject: of all that was ever said of it the two latest, and of those the first
 * that its source has not taken back.
 */
function latestFacts(reports: readonly SubjectFacts[]): Map<string, Record<string, FactValue>> {
  const said = new Map<string, Map<string, Report[]>>();
  for (const { subject, registers } of reports) {
    const facts = said.get(subject) ?? new Map<string, Report[]>();
    said.set(subject, facts);
    for (const [name, { previous, ...latest }] of Object.entries(registers)) {
      facts.set(name, [...(facts.get(name) ?? []), latest, ...(previous ? [previous] : [])]);
    }
  }
  return new Map(
    [...said].map(([subject, facts]) => [
      subject,
      Object.fromEntries(
        [...facts].flatMap(([name, each]) => {
          const value = held(each);
          return value === null || value === undefined ? [] : [[name, value]];
        }),
      ),
    ]),
  );
}

function held(reports: readonly Report[]): FactValue | null | undefined {
  const byStamp = new Map<string, Report[]>();
  for (const report of reports) {
    const { asOf, sequence, origin } = report.stamp;
    const key = `${asOf} ${sequence} ${origin}`;
    byStamp.set(key, [...(byStamp.get(key) ?? []), report]);
  }
  const latest = [...byStamp].sort(([a], [b]) => (a < b ? 1 : -1)).slice(0, 2);
  const valid = latest.find(([, same]) => same.every((report) => !report.void))?.[1] ?? [];
  // One stamp with two values is a source's mistake: the larger JSON text wins.
  return [...valid].sort((a, b) => (JSON.stringify([a.value]) < JSON.stringify([b.value]) ? 1 : -1))[0]?.value;
}

/** The oracle: the latest facts, each person put where its membership says. */
function latestOf(reports: readonly SubjectFacts[]) {
  const households: Record<string, { facts: object; members: Record<string, object> }> = {};
  const at = (id: string) => {
    households[id] ??= { facts: {}, members: {} };
    return households[id];
  };
  const homes: Record<string, string | undefined> = {};
  const waiting: Record<string, object> = {};
  for (const [subject, registers] of latestFacts(reports)) {
    if (subject.startsWith("h-")) {
      // A household of which nothing is known is none.
      if (Object.keys(registers).length > 0) at(subject).facts = registers;
      continue;
    }
    const { [membershipFact]: membership, ...rest } = registers;
    const home = typeof membership === "string" ? membership : undefined;
    homes[subject] = home;
    waiting[subject] = home === undefined ? rest : {};
    if (home !== undefined) at(home).members[subject] = rest;
  }
  return sorted({ homes, leaving: [], waiting, households });
}

function sorted<Value>(value: Value): Value {
  return JSON.parse(
    JSON.stringify(value, (_key, each) =>
      each && typeof each === "object" && !Array.isArray(each)
        ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
        : each,
    ),
  );
}

function mapValues(record: Readonly<Record<string, Registers>>, map: (registers: Registers) => object) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

const reports = fc.array(report, { minLength: 1, maxLength: 14 });

describe("a household converges", () => {
  it("to the latest report of every fact, whatever the order, the batches and the repetitions", () => {
    fc.assert(
      fc.property(reports, fc.array(fc.nat()), fc.integer({ min: 1, max: 5 }), (history, choices, batchSize) => {
        const delivered = [...history, ...choices.map((choice) => history[choice % history.length] ?? [])].flat();
        const order = delivered
          .map((each, index) => ({ each, key: choices[index % Math.max(1, choices.length)] ?? index }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        const registry = new Registry();
        for (let start = 0; start < order.length; start += batchSize) {
          registry.deliver(order.slice(start, start + batchSize));
        }
        expect(sorted(registry.known())).toEqual(latestOf(history));
      }),
      { numRuns: 1500 },
    );
  });

  it("when the machine stops between any two writes and the batch is delivered again", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.array(report, { minLength: 1, maxLength: 5 }), fc.nat(5)), { minLength: 1, maxLength: 5 }),
        (batches) => {
          const registry = new Registry();
          for (const [batch, crashAfter] of batches) {
            registry.deliver(batch, crashAfter);
            registry.deliver(batch);
          }
          expect(sorted(registry.known())).toEqual(latestOf(batches.flatMap(([batch]) => batch)));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("and a batch delivered again changes nothing at all", () => {
    fc.assert(
      fc.property(reports, (history) => {
        const registry = new Registry();
        registry.deliver(history);
        const again = fold(registry, history);
        expect([again.households, again.persons, again.departures].flatMap((each) => [...each.keys()])).toEqual([]);
      }),
    );
  });
});

describe("a person's facts", () => {
  const at = (asOf: number): Register["stamp"] => ({ asOf, sequence: 1, origin: "a" });

  it("wait for the household to be known", () => {
    const registry = new Registry();
    registry.deliver([{ of: "person", subject: "p-1", registers: { monthlyIncome: { value: 620, stamp: at(1) } } }]);
    expect(registry.known().waiting).toEqual({ "p-1": { monthlyIncome: 620 } });
    registry.deliver([{ of: "person", subject: "p-1", registers: { household: { value: "h-1", stamp: at(0) } } }]);
    expect(registry.known()).toMatchObject({
      waiting: { "p-1": {} },
      households: { "h-1": { members: { "p-1": { monthlyIncome: 620 } } } },
    });
  });

  it("go with the person who moves, and leave nothing behind", () => {
    const registry = new Registry();
    const moveTo = (home: string, when: number): SubjectFacts => ({
      of: "person",
      subject: "p-1",
      registers: { household: { value: home, stamp: at(when) }, birthDate: { value: "2014-02-01", stamp: at(0) } },
    });
    registry.deliver([moveTo("h-1", 1)]);
    registry.deliver([moveTo("h-2", 2)]);
    expect(registry.known().households).toEqual({
      "h-2": { facts: {}, members: { "p-1": { birthDate: "2014-02-01" } } },
    });
  });
});
