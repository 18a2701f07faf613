import fc from "fast-check";
import type { FactValue } from "#events/fact-value.ts";

/** The day of a history; nothing in it is dated later, but for what is meant to be refused. */
export const today = "2022-07-04";

/** The days of reports: few, so that reports meet, contradict and overtake each other. */
const days = ["2022-06-01", "2022-06-02", "2022-06-02T09:00:00+08:00", "2022-07-01", today] as const;

/** An event as a source sends it; its changes may be wrong. */
export interface SourceEvent {
  readonly source: string;
  readonly id: string;
  readonly sequence: number;
  readonly changes: readonly SourceChange[];
}

/** A change as a source writes it. */
export interface SourceChange {
  readonly person?: string;
  readonly household?: string;
  readonly asOf?: string;
  readonly set?: Readonly<Record<string, FactValue>>;
  readonly unset?: readonly string[];
  readonly supersedes?: { readonly id: string; readonly sequence: number; readonly asOf: string };
  readonly authorisation?: { readonly id: string; readonly until: string };
}

/** What an arbitrary chooses for one change; `value` null withdraws the fact. */
interface Choice {
  readonly source: string;
  readonly subject: string;
  readonly fact: string;
  readonly value: FactValue | null;
  readonly day: (typeof days)[number];
  readonly until?: string;
}

/** What an arbitrary chooses for one event. */
interface EventChoice {
  readonly changes: readonly Choice[];
  readonly sequence: number;
  /** Corrects the change before it in the history that this number points to. */
  readonly corrects: number | undefined;
  readonly wrong: "future" | "not the owner" | "unknown fact" | "no date" | "no changes" | undefined;
}

const person = fc.constantFrom("p-1", "p-2", "p-3");
const household = fc.constantFrom("h-1", "h-2", "h-3");
const day = fc.constantFrom(...days);

function reports(
  source: string,
  fact: string,
  { of, values }: { of: fc.Arbitrary<string>; values: readonly (FactValue | null)[] },
) {
  return fc
    .tuple(of, fc.constantFrom(...values), day)
    .map(([subject, value, on]): Choice => ({ source, subject, fact, value, day: on }));
}

const choice = fc.oneof(
  {
    weight: 6,
    arbitrary: reports("population", "household", { of: person, values: ["h-1", "h-2", "h-3", "h-1", null] }),
  },
  {
    weight: 5,
    arbitrary: reports("human-resources", "monthlyIncome", { of: person, values: [0, 620, 620, 9000, null] }),
  },
  {
    weight: 2,
    arbitrary: reports("population", "area", {
      of: household,
      values: ["330106001001", "330106002001", "330203002001", null],
    }),
  },
  {
    weight: 1,
    arbitrary: reports("population", "registeredArea", {
      of: household,
      values: ["330106001001", "330203002001", null],
    }),
  },
  {
    weight: 1,
    arbitrary: reports("population", "birthDate", { of: person, values: ["1985-03-01", "1930-01-01", null] }),
  },
  { weight: 1, arbitrary: reports("population", "deceased", { of: person, values: [true, false] }) },
  { weight: 2, arbitrary: reports("civil-affairs", "otherMonthlyIncome", { of: household, values: [0, 4000, null] }) },
  {
    weight: 1,
    arbitrary: reports("rescue", "enrolments", {
      of: household,
      values: [[], ["minimum-living-guarantee"], ["minimum-living-guarantee", "free-electricity"]],
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        reports("authorised-check", "savings", { of: household, values: [0, 500_000, null] }),
        fc.constantFrom("2022-06-30", today, "2022-12-31"),
      )
      .map(([each, until]): Choice => ({ ...each, until })),
  },
);

const eventChoice: fc.Arbitrary<EventChoice> = fc.record({
  changes: fc.array(choice, { minLength: 1, maxLength: 2, size: "max" }),
  sequence: fc.nat(2),
  corrects: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat(13) }),
  wrong: fc.oneof(
    { weight: 20, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom("future", "not the owner", "unknown fact", "no date", "no changes") },
  ),
});

/** Up to two events that put persons into households where a programme may be due, then whatever sources report. */
export const histories: fc.Arbitrary<SourceEvent[]> = fc
  .tuple(fc.constantFrom(2, 1, 2, 0), fc.array(eventChoice, { minLength: 2, maxLength: 8, size: "max" }))
  .map(([opened, choices]) => [...openings.slice(0, opened).flat(), ...eventsOf(choices)]);

const openings: readonly (readonly SourceEvent[])[] = [opening("h-1", ["p-1", "p-2"]), opening("h-2", ["p-3"])];

function opening(home: string, members: readonly string[]): SourceEvent[] {
  const asOf = "2022-05-01";
  return [
    {
      source: "population",
      id: `opening-${home}`,
      sequence: 0,
      changes: [
        { household: home, asOf, set: { area: "330106001001" } },
        ...members.map((each) => ({ person: each, asOf, set: { household: home, deceased: false } })),
      ],
    },
    {
      source: "human-resources",
      id: `opening-${home}`,
      sequence: 0,
      changes: members.map((each) => ({ person: each, asOf, set: { monthlyIncome: 620 } })),
    },
    {
      source: "civil-affairs",
      id: `opening-${home}`,
      sequence: 0,
      changes: [{ household: home, asOf, set: { otherMonthlyIncome: 0 } }],
    },
  ];
}

function eventsOf(choices: readonly EventChoice[]): SourceEvent[] {
  const said: { readonly choice: Choice; readonly id: string; readonly sequence: number }[] = [];
  return choices.map((each, index): SourceEvent => {
    const id = `e-${index}`;
    const [first] = each.changes;
    const corrected = each.corrects === undefined ? undefined : said[each.corrects % Math.max(1, said.length)];
    if (corrected && first) {
      const { source, subject, fact, day: asOf } = corrected.choice;
      const change = changeOf({ ...corrected.choice, value: instead(corrected.choice, first), day: first.day });
      const supersedes = { id: corrected.id, sequence: corrected.sequence, asOf };
      said.push({ choice: { ...corrected.choice, subject, fact, day: first.day }, id, sequence: each.sequence });
      return { source, id, sequence: each.sequence, changes: [{ ...change, supersedes }] };
    }
    // An event has one source: of its changes those of the first one's.
    const source = first?.source ?? "population";
    const own = each.changes.filter((change) => change.source === source);
    if (each.wrong) return { source, id, sequence: each.sequence, changes: wrongChanges(own, each.wrong) };
    for (const change of own) said.push({ choice: change, id, sequence: each.sequence });
    return { source, id, sequence: each.sequence, changes: own.map(changeOf) };
  });
}

/** A correction's new value: nothing, or another report's where that is of the same fact. */
function instead(corrected: Choice, other: Choice): FactValue | null {
  return corrected.fact === other.fact ? other.value : null;
}

function changeOf({ subject, fact, value, day: asOf, until }: Choice): SourceChange {
  return {
    ...subjectOf(subject),
    asOf,
    ...(value === null ? { unset: [fact] } : { set: { [fact]: value } }),
    ...(until === undefined ? {} : { authorisation: { id: "consent-1", until } }),
  };
}

function subjectOf(subject: string): SourceChange {
  return subject.startsWith("p-") ? { person: subject } : { household: subject };
}

/** The changes with one beside them that is to be set aside; the rest must go through. */
function wrongChanges(changes: readonly Choice[], wrong: NonNullable<EventChoice["wrong"]>): SourceChange[] {
  const right = changes.map(changeOf);
  switch (wrong) {
    case "future":
      return [...right, { person: "p-1", asOf: "2202-06-01", set: { monthlyIncome: 1 } }];
    case "not the owner":
      return [...right, { household: "h-1", asOf: "2022-06-01", set: { manualSignal: true } }];
    case "unknown fact":
      return [...right, { person: "p-1", asOf: "2022-06-01", set: { shoeSize: 42 } }];
    case "no date":
      return [...right, { person: "p-2", set: { household: "h-1" } }];
    case "no changes":
      return [];
  }
}
