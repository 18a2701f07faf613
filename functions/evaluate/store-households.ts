import type { Standard } from "#eligibility/standard.ts";
import { dateIn } from "#events/calendar.ts";
import type { OutreachNotice } from "#events/outreach-notice.ts";
import { type Household, newHousehold } from "#household/aggregate.ts";
import type { World } from "#household/fold.ts";
import { isUnchanged, settle } from "#household/settle.ts";
import { eachWithin } from "#stores/in-chunks.ts";
import type { EvaluateDependencies } from "./dependencies.ts";
import { attempt, type Counts, type Outcome, writesUnderWay } from "./outcome.ts";
import { sendNotices } from "./send-notices.ts";

/**
 * Stores households, each changed from what this round left it as or else read, and tells what is new.
 * A fence is stored even where nothing in it changes.
 */
export type StoreHouseholds = (
  ids: readonly string[],
  change: (before: Household) => Household,
  fences: ReadonlySet<string>,
) => Promise<void>;

/** The households of one round, and what became of each. */
export interface HouseholdsOfRound {
  readonly store: StoreHouseholds;
  readonly byHousehold: ReadonlyMap<string, Outcome>;
}

/** Begins a round with households as read. */
export function householdsOfRound(
  dependencies: EvaluateDependencies,
  standard: Standard,
  { world, counts }: { readonly world: World; readonly counts: Counts },
): HouseholdsOfRound {
  const byHousehold = new Map<string, Outcome>();
  const latest = new Map(world.households);
  const store: StoreHouseholds = async (ids, change, fences) => {
    const settled: Told[] = [];
    await eachWithin(writesUnderWay, ids, async (id) => {
      const before = latest.get(id) ?? newHousehold(id);
      const outcome = await attempt(async () => {
        const asked = { before, after: change(before), fence: fences.has(id), counts };
        const stored = await storeHousehold(dependencies, standard, asked);
        if (stored === "conflict") return "conflict";
        latest.set(id, stored.household);
        if (stored.messages.length > 0) settled.push(stored);
        return "done";
      });
      byHousehold.set(id, outcome);
    });
    await tell(dependencies, settled, { byHousehold, counts });
  };
  return { store, byHousehold };
}

interface Told {
  readonly household: Household;
  readonly messages: readonly OutreachNotice[];
}

async function storeHousehold(
  { households, now }: EvaluateDependencies,
  standard: Standard,
  { before, after, fence, counts }: { before: Household; after: Household; fence: boolean; counts: Counts },
): Promise<Told | "conflict"> {
  if (before.version === 0 && after === before && !fence) return { household: before, messages: [] };
  const at = now();
  const settled = settle(standard, after, dateIn(standard.timeZone, at));
  if (!fence && isUnchanged(before, settled.household)) {
    counts.unchanged += 1;
    return { household: before, messages: settled.messages };
  }
  const outcome = await households.write(settled.household, at.toISOString());
  if (outcome === "conflict") {
    counts.conflicts += 1;
    return "conflict";
  }
  counts.written += 1;
  return { household: { ...settled.household, version: before.version + 1 }, messages: settled.messages };
}

/** Sends what the stored households have to say, and marks as sent those of whom every message was taken. */
async function tell(
  dependencies: EvaluateDependencies,
  settled: readonly Told[],
  { byHousehold, counts }: { byHousehold: Map<string, Outcome>; counts: Counts },
): Promise<void> {
  if (settled.length === 0) return;
  const untold = await sendNotices(
    dependencies,
    settled.flatMap(({ messages }) => messages),
  );
  await eachWithin(writesUnderWay, settled, async ({ household, messages }) => {
    const refused = messages.some(({ notice }) => untold.has(notice));
    if (!refused) {
      counts.notices += messages.length;
      counts.noticesSent.push(...messages.map(({ notice }) => notice));
    }
    byHousehold.set(
      household.household,
      refused
        ? { failed: "QueueRefused: its notices were not taken by their queue" }
        : await attempt(async () => {
            // A conflict here is another writer's: it found the same messages unsent and sends them once more.
            await dependencies.households.markSent(household);
            return "done";
          }),
    );
  });
}
