import type { Scheduler } from "fast-check";
import { happens, wholeNumber } from "#cli/population/random.ts";
import type { Standard } from "#eligibility/standard.ts";
import type { DeliverDependencies } from "#functions/deliver/dependencies.ts";
import type { EvaluateDependencies } from "#functions/evaluate/dependencies.ts";
import type { Freshness, Reading } from "#household/household-store.ts";
import type { SendMessages } from "#stores/queues.ts";
import type { Chaos } from "./chaos.ts";
import { today } from "./history.ts";
import { callPort, type Instance } from "./instance.ts";
import type { Product } from "./product.ts";
import type { SimulatedQueue } from "./simulated-queue.ts";
import type { SimulatedTables } from "./simulated-tables.ts";
import type { VersionedItems } from "./versioned-items.ts";

const address = "http://127.0.0.1:4566/000000000000/";
/** The county that reads a queue of its own. */
export const countyWithQueue = "330106";

/** One simulated system: what all instances share. */
export interface System {
  readonly product: Product;
  readonly standard: Standard;
  readonly chaos: Chaos;
  readonly scheduler: Scheduler;
  readonly tables: SimulatedTables;
  readonly changes: SimulatedQueue;
  readonly outreach: SimulatedQueue;
  readonly county: SimulatedQueue;
  readonly quarantine: SimulatedQueue;
  /** Households whose items nobody can read. */
  readonly unreadable: Set<string>;
}

/** What one instance of evaluate works with. */
export function evaluatePorts(system: System, instance: Instance): EvaluateDependencies {
  const { tables, standard } = system;
  // Where a write took effect and its answer was lost, the client's own retry meets its own write.
  const conflict = { retried: () => "conflict" as const };
  return {
    environment: {
      HOUSEHOLDS_TABLE: "households",
      PERSONS_TABLE: "persons",
      STANDARDS_TABLE: "standards",
      STANDARD: "zhejiang",
      OUTREACH_QUEUE_URL: `${address}outreach`,
      OUTREACH_COUNTIES: new Set([countyWithQueue]),
      OUTREACH_WEBHOOKS: new Map(),
      QUARANTINE_QUEUE_URL: `${address}quarantine`,
    },
    households: {
      read: (ids, freshness) => readAll(system, instance, { ids, freshness }, tables.households),
      write: (household) => callPort(system, instance, () => tables.putHousehold(household), conflict),
      markSent: (household) => callPort(system, instance, () => tables.markSent(household), conflict),
    },
    persons: {
      read: (ids, freshness) => readAll(system, instance, { ids, freshness }, tables.persons),
      write: (person) => callPort(system, instance, () => tables.putPerson(person), conflict),
    },
    standardInForce: () => callPort(system, instance, () => standard),
    send: sender(system, instance),
    now: () => new Date(`${today}T09:00:00+08:00`),
    log: async () => {},
  };
}

/** What one instance of deliver works with. */
export function deliverPorts(system: System, instance: Instance): DeliverDependencies {
  const overtaken = () => new system.product.AlreadyDone("at this revision or newer");
  return {
    cases: {
      async apply(notice) {
        const applied = await callPort(system, instance, () => system.tables.applyNotice(notice), {
          retried: overtaken,
        });
        if (!applied) throw overtaken();
      },
    },
    log: async () => {},
  };
}

interface Wanted {
  readonly ids: readonly string[];
  readonly freshness: Freshness;
}

/** A batch read: of each item as it is at its own moment, or, where that will do, as it once was. */
async function readAll<Kept>(
  system: System,
  instance: Instance,
  { ids, freshness }: Wanted,
  items: VersionedItems<Kept>,
): Promise<Reading<Kept>> {
  const { chaos } = system;
  const itemOf = (id: string) =>
    freshness === "may be stale" && chaos.draw("stale read")
      ? items.before(id, wholeNumber(chaos.random, 1, 3))
      : items.get(id);
  const found = new Map<string, Kept>();
  const unreadable = new Map<string, string>();
  const readInto = (some: readonly string[]) =>
    callPort(system, instance, () => {
      for (const id of some) {
        const item = itemOf(id);
        if (system.unreadable.has(id)) unreadable.set(id, "its stored item cannot be read");
        else if (item !== undefined) found.set(id, item);
      }
    });
  if (ids.length < 2 || !chaos.draw("torn read")) await readInto(ids);
  else for (const id of ids) await readInto([id]);
  return { found, unreadable };
}

function sender(system: System, instance: Instance): SendMessages {
  const { chaos } = system;
  return async (queueUrl, messages) => {
    const queue = queueAt(system, queueUrl);
    const bodies = messages.map(({ body }) => JSON.stringify(body));
    const refused = new Set<number>();
    await callPort(system, instance, () => {
      bodies.forEach((body, position) => {
        if (chaos.draw("message refused")) refused.add(position);
        else queue.put(body);
        // The answer was lost, not the message.
        if (chaos.draw("message refused though taken")) refused.add(position);
        if (chaos.draw("message duplicated") && happens(chaos.random, 0.5)) queue.put(body);
      });
    });
    return refused;
  };
}

function queueAt(system: System, queueUrl: string): SimulatedQueue {
  const name = queueUrl.slice(address.length);
  if (name === "outreach") return system.outreach;
  if (name === `outreach-${countyWithQueue}`) return system.county;
  if (name === "quarantine") return system.quarantine;
  throw new Error(`There is no queue ${name}`);
}
