import { setTimeout as pause } from "node:timers/promises";
import { DeleteMessageBatchCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { OutreachNotice } from "#events/outreach-notice.ts";
import { type FamilyChange, householdOf, putChanges } from "./changes.ts";
import { type SystemUnderLoad, waiting } from "./system-under-load.ts";

/** A source that puts changes at a rate. */
export interface Lane {
  readonly changes: Iterator<FamilyChange>;
  /** Changes a second. */
  readonly rate: number;
}

/** What became of a lane's changes. */
export interface LaneTimes {
  readonly put: number;
  /** Milliseconds from the put on the bus to the notice on its county's queue; not a number without any notice. */
  readonly p50: number;
  readonly p99: number;
  readonly notices: number;
}

export interface Driven {
  /** From the first put until nothing waited. */
  readonly seconds: number;
  /** Messages that functions had still to work off when the last was put. */
  readonly left: number;
  readonly timesOf: (lane: Lane) => LaneTimes;
}

const ticksASecond = 10;

/** Puts each lane's changes for some seconds, and waits until all is worked off. A family is in one lane only. */
export async function drive(system: SystemUnderLoad, lanes: readonly Lane[], seconds: number): Promise<Driven> {
  const clocks = new Map(lanes.map((lane): [Lane, Clock] => [lane, { put: 0, putAt: new Map(), took: [] }]));
  const notices = collectNotices(system, (household, sent) => {
    for (const { putAt, took } of clocks.values()) {
      const put = putAt.get(household);
      if (put !== undefined && sent >= put) took.push(sent - put);
    }
  });
  const started = performance.now();
  for (let tick = 0; tick < seconds * ticksASecond; tick += 1) {
    const due = started + (tick * 1000) / ticksASecond;
    if (due > performance.now()) await pause(due - performance.now());
    for (const [lane, clock] of clocks) await putOneTick(system, lane, clock);
  }
  const left = await waiting(system);
  while ((await waiting(system)) > 0) await pause(50);
  const elapsed = (performance.now() - started) / 1000;
  await notices.stop();
  return { seconds: elapsed, left, timesOf: (lane) => timesOf(clocks.get(lane)) };
}

interface Clock {
  put: number;
  readonly putAt: Map<string, number>;
  readonly took: number[];
}

async function putOneTick(system: SystemUnderLoad, { changes, rate }: Lane, clock: Clock): Promise<void> {
  const count = Math.max(1, Math.round(rate / ticksASecond));
  const some = Array.from({ length: count }, () => changes.next()).flatMap(({ done, value }) => (done ? [] : [value]));
  const now = Date.now();
  for (const { family } of some) clock.putAt.set(householdOf(family), now);
  clock.put += some.length;
  system.sequence += 1;
  await putChanges(
    system.bus,
    some.map(({ change }) => change),
    system.sequence,
  );
}

function timesOf({ put, took }: Clock = { put: 0, putAt: new Map(), took: [] }): LaneTimes {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { put, p50: at(0.5), p99: at(0.99), notices: sorted.length };
}

type Tell = (household: string, sentAt: number) => void;

function collectNotices(system: SystemUnderLoad, tell: Tell) {
  let over = false;
  const collecting = (async () => {
    for (;;) {
      const taken = await takeNotices(system, tell);
      if (taken === 0 && over) return;
      if (taken === 0) await pause(50);
    }
  })();
  return {
    async stop() {
      over = true;
      await collecting;
    },
  };
}

/** Takes up to ten notices off the county's queue; resolves with how many there were. */
async function takeNotices({ sqs, urlOf }: SystemUnderLoad, tell: Tell): Promise<number> {
  const QueueUrl = urlOf("outreach-330106");
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ["SentTimestamp"] }),
  );
  for (const { Body = "", Attributes } of Messages) {
    tell(OutreachNotice.parse(JSON.parse(Body)).household, Number(Attributes?.SentTimestamp));
  }
  if (Messages.length === 0) return 0;
  const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  return Messages.length;
}
