import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { OutreachNotice } from "#events/outreach-notice.ts";
import { queueRecord } from "#test/fakes/queue-record.ts";
import { newInstance } from "./instance.ts";
import { deliverPorts, evaluatePorts, type System } from "./ports.ts";
import type { SimulatedQueue } from "./simulated-queue.ts";

const largestBatch = 10;

/** What came of a poll of a queue. */
export type Polled = "nothing there" | "worked" | "killed";

/** Runs an instance of evaluate on a batch of the changes queue. */
export function runEvaluate(system: System, most = largestBatch, queue = system.changes): Promise<Polled> {
  return work(queue, most, (event, instance) => system.product.evaluate(event, evaluatePorts(system, instance)));
}

/** Runs an instance of deliver on a batch of the outreach queue. */
export function runDeliver(system: System, most = largestBatch): Promise<Polled> {
  return work(system.outreach, most, (event, instance) =>
    system.product.deliver(event, deliverPorts(system, instance)),
  );
}

async function work(
  queue: SimulatedQueue,
  most: number,
  handle: (event: SQSEvent, instance: ReturnType<typeof newInstance>) => Promise<SQSBatchResponse>,
): Promise<Polled> {
  const received = queue.receive(most);
  if (received.length === 0) return "nothing there";
  const instance = newInstance();
  const answer = await Promise.race([
    handle({ Records: received.map(queueRecord) }, instance).catch(() => "thrown" as const),
    instance.death,
  ]);
  if (answer === "killed" || answer === "thrown") return "killed";
  queue.acknowledge(received, new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)));
  return "worked";
}

/** The county's own system takes its notices: newer revisions over older ones. */
export function runCounty({ county, tables }: System, most = largestBatch): Polled {
  const received = county.receive(most);
  for (const { body } of received) {
    const notice = OutreachNotice.parse(JSON.parse(body));
    const known = tables.countyCases.get(notice.notice);
    if (!known || known.revision < notice.revision) tables.countyCases.set(notice.notice, notice);
  }
  county.acknowledge(received, new Set());
  return received.length === 0 ? "nothing there" : "worked";
}

/** Looks up the index of overdue outboxes, and folds nothing new into each household there: what is unsent is told. */
export async function sweepOutboxes(system: System): Promise<void> {
  const { product, standard, tables } = system;
  if (tables.overdue.size === 0) return;
  const instance = newInstance();
  const nothingNew = [...tables.overdue].map((subject) => ({ of: "household" as const, subject, registers: {} }));
  await Promise.race([
    product.converge(evaluatePorts(system, instance), standard, nothingNew).catch(() => undefined),
    instance.death,
  ]);
}

/** The index sees one write more, or all. */
export function updateIndex({ tables }: System, which: "one" | "all"): void {
  const updates = tables.indexUpdates.splice(0, which === "one" ? 1 : tables.indexUpdates.length);
  for (const { household, unsent } of updates) {
    if (unsent) tables.overdue.add(household);
    else tables.overdue.delete(household);
  }
}

/** The indexes of watch points see one write more, or all. */
export function updateWatched({ tables }: System, which: "one" | "all"): void {
  for (const household of tables.watchUpdates.splice(0, which === "one" ? 1 : tables.watchUpdates.length)) {
    tables.watched.set(household.household, household);
  }
}
