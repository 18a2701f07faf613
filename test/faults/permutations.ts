import fc from "fast-check";
import { chaosOf, noFaults } from "./chaos.ts";
import { runEvaluate } from "./functions-at-work.ts";
import { histories, type SourceEvent } from "./history.ts";
import type { System } from "./ports.ts";
import { bodyOf, newSystem, type Setting } from "./simulate.ts";

// What an item holds follows from its events alone, with one exception: a notice's revision counts how often something
// else was said, and a notice that was raised on the way and withdrawn again stays as withdrawn. So of notices only the
// open ones are compared, without their revisions; all else is compared by its stored bytes. A household of which
// nothing is known and where nobody lives may have an item or none.

/** Items that differ between a history in its order and a permutation of it, each event up to four times. */
async function differingItems(
  setting: Setting,
  events: readonly SourceEvent[],
  permuted: readonly SourceEvent[],
): Promise<string[]> {
  const [one, other] = [await itemsAfter(setting, events), await itemsAfter(setting, permuted)];
  return [...new Set([...one.keys(), ...other.keys()])].filter((id) => one.get(id) !== other.get(id));
}

/** How many of a seed's histories leave another item when permuted. */
export async function permutedHistories(setting: Setting, options: { seed: number; runs: number }): Promise<number> {
  let differing = 0;
  const property = fc.asyncProperty(permutations, async ({ events, permuted }) => {
    if ((await differingItems(setting, events, permuted)).length > 0) differing += 1;
  });
  await fc.check(property, { seed: options.seed, numRuns: options.runs });
  return differing;
}

/** A history and a permutation of it with up to three duplicates of each event. */
const permutations = histories.chain((events) =>
  fc.record({
    events: fc.constant(events),
    permuted: fc
      .array(fc.nat(3), { minLength: events.length, maxLength: events.length })
      .map((copies) => events.flatMap((event, index) => new Array<SourceEvent>(1 + (copies[index] ?? 0)).fill(event)))
      .chain((repeated) => fc.shuffledSubarray(repeated, { minLength: repeated.length })),
  }),
);

async function itemsAfter(setting: Setting, events: readonly SourceEvent[]): Promise<ReadonlyMap<string, string>> {
  const chaos = { ...chaosOf(0, noFaults(), { call: -1, after: false }), calm: true };
  const [scheduler] = fc.sample(fc.scheduler(), { seed: 0, numRuns: 1 });
  if (!scheduler) throw new Error("fast-check gave no scheduler");
  const system = newSystem({ setting, chaos, scheduler });
  for (const [index, event] of events.entries()) {
    system.changes.put(bodyOf(event));
    // Batches of one to three.
    if (index % 3 !== 1) await runEvaluate(system);
  }
  await runEvaluate(system);
  return storedItems(system);
}

/** What is stored, as text: households by their bytes but for revisions, persons by their bytes. */
function storedItems({ tables, product }: System): ReadonlyMap<string, string> {
  const items = new Map<string, string>();
  for (const [id, household] of tables.households) {
    if (Object.keys(household.facts).length + Object.keys(household.members).length === 0) continue;
    const open = Object.entries(household.notices)
      .filter(([, { status }]) => status === "open")
      .map(([key, notice]) => [key, { ...notice, revision: 1, due: "2022-07-04" }] as const);
    items.set(id, hex(product.encodeHousehold({ ...household, notices: Object.fromEntries(open) })));
  }
  for (const [id, person] of tables.persons) items.set(id, hex(product.encodePerson(person)));
  return items;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
