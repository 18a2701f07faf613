import { type EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";

export const householdOf = (family: number) => `h-load-${family}`;
export const personOf = (family: number) => `p-load-${family}`;
const asOf = "2022-06-01";
const perEntry = 20;
const perRequest = 10;

interface Change {
  readonly source: string;
  readonly change: object;
}

/** The next change of a family. */
export interface FamilyChange {
  readonly family: number;
  readonly change: Change;
}

/** What the sources first report of the families: the last of them earn little beside an income that may end. */
export function firstReports({
  steady,
  soonInNeed,
}: {
  readonly steady: number;
  readonly soonInNeed: number;
}): Change[] {
  return Array.from({ length: steady + soonInNeed }, (_, family) => [
    {
      source: "population",
      change: { household: householdOf(family), asOf, set: { area: "330106001001", registeredArea: "330106001001" } },
    },
    {
      source: "population",
      change: {
        person: personOf(family),
        asOf,
        set: { household: householdOf(family), relation: "head", birthDate: "1985-03-01", deceased: false },
      },
    },
    {
      source: "civil-affairs",
      change: { household: householdOf(family), asOf, set: { otherMonthlyIncome: family < steady ? 0 : 9000 } },
    },
    {
      source: "human-resources",
      change: { person: personOf(family), asOf, set: { monthlyIncome: family < steady ? 9000 : 620 } },
    },
  ]).flat();
}

/** As in a province's month: of twenty changes one makes a notice. */
const inNeed = 20;

/** The next change of each family in turn: mostly a little more or less, in some below the guarantee and above it again. */
export function* incomes(count: number): Generator<FamilyChange, undefined> {
  for (let number = 0; ; number += 1) {
    const family = number % count;
    const even = Math.floor(number / count) % 2 === 0;
    const [less, more] = family % inNeed === 0 ? [620, 9000] : [8900, 9000];
    const set = { monthlyIncome: even ? less : more };
    yield {
      family,
      change: { source: "human-resources", change: { person: personOf(family), asOf: "2022-07-01", set } },
    };
  }
}

/** From a family on, each in turn loses what it lives on, which another source reports: each change makes a notice. */
export function* needs(first: number): Generator<FamilyChange, undefined> {
  for (let family = first; ; family += 1) {
    const change = { household: householdOf(family), asOf: "2022-07-01", set: { otherMonthlyIncome: 0 } };
    yield { family, change: { source: "civil-affairs", change } };
  }
}

/** Puts changes on the bus, twenty an event as sources pack them. `sequence` must grow from call to call. */
export async function putChanges(
  client: EventBridgeClient,
  changes: readonly Change[],
  sequence: number,
): Promise<void> {
  const bySource = new Map<string, object[]>();
  for (const { source, change } of changes) bySource.set(source, [...(bySource.get(source) ?? []), change]);
  const entries = [...bySource].flatMap(([source, all]) =>
    Array.from({ length: Math.ceil(all.length / perEntry) }, (_, index) => ({
      EventBusName: "household-events",
      Source: source,
      DetailType: "household.changed.v1",
      Detail: JSON.stringify({
        id: `load-${sequence}-${source}-${index}`,
        sequence,
        changes: all.slice(index * perEntry, (index + 1) * perEntry),
      }),
    })),
  );
  for (let start = 0; start < entries.length; start += perRequest) {
    await client.send(new PutEventsCommand({ Entries: entries.slice(start, start + perRequest) }));
  }
}
