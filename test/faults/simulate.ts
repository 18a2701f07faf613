import type { Scheduler } from "fast-check";
import { happens, wholeNumber } from "#cli/population/random.ts";
import type { Standard } from "#eligibility/standard.ts";
import type { Chaos } from "./chaos.ts";
import { type Polled, runCounty, runDeliver, runEvaluate, sweepOutboxes, updateIndex } from "./functions-at-work.ts";
import type { SourceEvent } from "./history.ts";
import type { System } from "./ports.ts";
import type { Product } from "./product.ts";
import { mostReceives, type SimulatedQueue, simulatedQueue } from "./simulated-queue.ts";
import { simulatedTables, type TableRules } from "./simulated-tables.ts";

/** What a history is run with. */
export interface Setting {
  readonly product: Product;
  readonly standard: Standard;
  readonly rules?: TableRules;
}

/** A system after a history, all at rest. */
export interface Finished {
  readonly system: System;
  /** Messages that were never done, even once everything worked, or outboxes that nobody emptied. */
  readonly stuck: readonly string[];
  readonly writes: number;
}

/** What processing a whole history once more brought. */
export interface Replayed {
  readonly notices: number;
  readonly writes: number;
}

/** What one simulated system is made with. */
export interface Made {
  readonly setting: Setting;
  readonly chaos: Chaos;
  readonly scheduler: Scheduler;
}

/** A system that holds nothing yet. */
export function newSystem({ setting: { product, standard, rules }, chaos, scheduler }: Made): System {
  return {
    product,
    standard,
    chaos,
    scheduler,
    tables: simulatedTables(chaos, product, rules),
    changes: simulatedQueue("changes", chaos),
    outreach: simulatedQueue("outreach", chaos),
    county: simulatedQueue("county", chaos),
    quarantine: simulatedQueue("quarantine", chaos),
    unreadable: new Set(),
  };
}

/** Runs a history through the pipeline under chaos, then in quiet until all is at rest. */
export async function simulate(events: readonly SourceEvent[], made: Made): Promise<Finished> {
  const system = newSystem(made);
  await storm(system, events);
  const stuck = await calm(system);
  return { system, stuck, writes: system.tables.writes };
}

/** Processes the whole history once more. */
export async function replay({ system, writes }: Finished, events: readonly SourceEvent[]): Promise<Replayed> {
  const notices = system.outreach.everPut();
  for (const event of events) system.changes.put(bodyOf(event));
  await drain(system);
  return { notices: system.outreach.everPut() - notices, writes: system.tables.writes - writes };
}

/** The event as the bus puts it on the queue. */
export function bodyOf({ source, id, sequence, changes }: SourceEvent): string {
  return JSON.stringify({ source, "detail-type": "household.changed.v1", detail: { id, sequence, changes } });
}

/** Everything at once: events arrive in any order and some more than once, instances run beside each other and die. */
async function storm(system: System, events: readonly SourceEvent[]): Promise<void> {
  const { chaos, scheduler, changes, outreach, county } = system;
  const step = () => scheduler.schedule(Promise.resolve());
  let working = chaos.evaluators + 3;
  let end = () => {};
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  const arriving = arrivals(events, chaos);
  const bus = async () => {
    for (const body of arriving) {
      if (happens(chaos.random, 0.5)) await step();
      changes.put(body);
    }
  };
  const consume = async (
    queue: SimulatedQueue,
    upstream: Promise<unknown>,
    poll: (most: number) => Polled | Promise<Polled>,
  ) => {
    let arrived = false;
    const all = upstream.then(() => {
      arrived = true;
    });
    let isOver = false;
    const ended = over.then(() => {
      isOver = true;
    });
    for (let polls = 0; polls < mostPolls && !isOver && !(arrived && queue.size() === 0); ) {
      await step();
      if ((await poll(wholeNumber(chaos.random, 1, 4))) !== "nothing there") polls += 1;
      else await Promise.race([queue.changed(), arrived ? ended : all, ended]);
    }
    working -= 1;
    return all;
  };
  const clock = async () => {
    for (let ticks = 0; working > 0 && ticks < mostTicks; ticks += 1) {
      for (let idle = 0; idle < 3; idle += 1) await step();
      await tick(system);
    }
    end();
  };
  const allArrived = bus();
  const evaluated = Promise.all(
    Array.from({ length: chaos.evaluators }, () => consume(changes, allArrived, (most) => runEvaluate(system, most))),
  );
  const delivered = [
    consume(outreach, evaluated, (most) => runDeliver(system, most)),
    consume(outreach, evaluated, (most) => runDeliver(system, most)),
    consume(county, evaluated, (most) => runCounty(system, most)),
  ];
  await scheduler.waitFor(Promise.all([evaluated, ...delivered, clock()]));
  // Requests of killed instances that are still on their way.
  await scheduler.waitIdle();
}

/** So often a consumer finds something, and so long it goes on; what is left then is for quieter days. */
const mostPolls = 14;
const mostTicks = 40;

function arrivals(events: readonly SourceEvent[], chaos: Chaos): string[] {
  const { random } = chaos;
  const arriving = events.flatMap((event) => {
    const copies = !chaos.crashAt && happens(random, 0.2) ? wholeNumber(random, 1, 3) : 0;
    chaos.counts["message duplicated"] += copies;
    return new Array<string>(1 + copies).fill(bodyOf(event));
  });
  if (!chaos.crashAt) shuffle(arriving, random);
  return arriving;
}

/** Time goes on: messages in flight can be seen again, sometimes while they are still worked on; the index follows. */
async function tick(system: System): Promise<void> {
  const { chaos, changes, outreach, county } = system;
  for (const queue of [changes, outreach, county]) if (happens(chaos.random, 0.4)) queue.expire("one");
  if (chaos.draw("lagging index")) return;
  updateIndex(system, "one");
  if (chaos.sweeps) await sweepOutboxes(system);
}

/** Everything works again: redelivery, the index and the operator's redrive bring all to its end. */
async function calm(system: System): Promise<string[]> {
  const { chaos, changes, outreach, tables } = system;
  chaos.calm = true;
  const stuck: string[] = [];
  await drain(system);
  updateIndex(system, "all");
  if (chaos.sweeps) {
    await sweepOutboxes(system);
    updateIndex(system, "all");
    for (const id of unsent(system)) stuck.push(`the outbox of ${id} after the index of overdue outboxes was read`);
  }
  changes.redrive();
  outreach.redrive();
  await drain(system);
  updateIndex(system, "all");
  for (const { id } of [...changes.dead, ...outreach.dead]) stuck.push(`message ${id}`);
  for (const id of [...unsent(system), ...tables.overdue]) stuck.push(`the outbox of ${id}`);
  return stuck;
}

function unsent({ tables, product }: System): string[] {
  return [...tables.households.values()]
    .filter(({ notices }) => product.hasUnsent(notices))
    .map(({ household }) => household);
}

/** Works until no queue holds anything; what comes again and again ends as a dead letter. */
async function drain(system: System): Promise<void> {
  const { changes, outreach, county } = system;
  for (let receives = 0; receives <= mostReceives; receives += 1) {
    for (const queue of [changes, outreach, county]) queue.expire("all");
    while ((await runEvaluate(system)) !== "nothing there");
    while ((await runDeliver(system)) !== "nothing there");
    while (runCounty(system) !== "nothing there");
    if (changes.size() + outreach.size() + county.size() === 0) return;
  }
}

export function shuffle<Value>(values: Value[], random: () => number): void {
  for (let last = values.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [values[last], values[other]];
    if (a === undefined || b === undefined) continue;
    values[last] = b;
    values[other] = a;
  }
}
