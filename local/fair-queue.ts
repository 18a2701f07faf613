import type { SqsMessage } from "../node_modules/fauxqs/dist/sqs/sqsTypes.js";
import type { SqsQueue } from "./fauxqs-store.ts";

/** What a group of messages takes of a queue's consumers. */
export interface GroupShare {
  readonly inFlight: number;
  /** Milliseconds that its messages were worked on lately. */
  readonly milliseconds: number;
}

/** SQS's two measures of a noisy neighbour, as its documentation gives them. */
const noisyShare = 0.1;
const noisyInFlight = 30;

/** The groups that take more than a fair share, by their messages in flight or by the time these took. */
export function noisyGroups(shares: ReadonlyMap<string, GroupShare>, allInFlight: number): ReadonlySet<string> {
  const all = [...shares.values()].reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return new Set(
    [...shares]
      .filter(
        ([, { inFlight, milliseconds }]) =>
          milliseconds > noisyShare * all || (inFlight >= noisyInFlight && inFlight > noisyShare * allInFlight),
      )
      .map(([group]) => group),
  );
}

/**
 * Which of the waiting messages, by their places, come next: those of quiet groups first, then those of the noisy group with
 * the fewest in flight; among equals in the order in which they wait. A message without a group is a quiet group of its own.
 */
export function nextInFairness(
  waiting: readonly (string | undefined)[],
  most: number,
  noisy: ReadonlySet<string>,
  shares: ReadonlyMap<string, GroupShare>,
): number[] {
  const quiet: number[] = [];
  const ofNoisy = new Map<string, number[]>([...noisy].map((group) => [group, []]));
  for (const [place, group] of waiting.entries()) {
    if (quiet.length === most) return quiet;
    const places = (group === undefined ? undefined : ofNoisy.get(group)) ?? quiet;
    if (places.length < most) places.push(place);
  }
  return [...quiet, ...byFewestInFlight(ofNoisy, most - quiet.length, shares)];
}

function byFewestInFlight(
  placesOf: ReadonlyMap<string, number[]>,
  most: number,
  shares: ReadonlyMap<string, GroupShare>,
): number[] {
  const chosen: number[] = [];
  const groups = [...placesOf].map(([group, places]) => ({ places, inFlight: shares.get(group)?.inFlight ?? 0 }));
  while (chosen.length < most) {
    const [fewest] = groups.filter(({ places }) => places.length > 0).sort((a, b) => a.inFlight - b.inFlight);
    const place = fewest?.places.shift();
    if (!fewest || place === undefined) break;
    chosen.push(place);
    fewest.inFlight += 1;
  }
  return chosen;
}

/** How long ago the time that messages took counts half. SQS says only that it looks at the recent past. */
const halfLife = 60_000;

interface Work {
  readonly milliseconds: number;
  readonly at: number;
}

/**
 * Lets a queue hand out its messages as SQS's fair queues do where messages name their groups: a group that floods the
 * queue waits behind the others' messages, and nothing of it is lost. Without groups nothing changes.
 */
export function makeFair(queue: SqsQueue): void {
  const worked = new Map<string, Work>();
  const takenAt = new WeakMap<SqsMessage, number>();
  const { dequeue, deleteMessage } = queue;
  queue.dequeue = (most, visibility, deadLetters) => {
    bringForward(queue, most, worked);
    const taken = Reflect.apply(dequeue, queue, [most, visibility, deadLetters]);
    for (const { ReceiptHandle } of taken) {
      const message = queue.inflightMessages.get(ReceiptHandle)?.message;
      if (message?.messageGroupId !== undefined) takenAt.set(message, Date.now());
    }
    return taken;
  };
  queue.deleteMessage = (receiptHandle) => {
    const message = queue.inflightMessages.get(receiptHandle)?.message;
    const since = message && takenAt.get(message);
    if (message?.messageGroupId !== undefined && since !== undefined) {
      const at = Date.now();
      const milliseconds = faded(worked.get(message.messageGroupId), at) + (at - since);
      worked.set(message.messageGroupId, { milliseconds, at });
    }
    return Reflect.apply(deleteMessage, queue, [receiptHandle]);
  };
}

function faded(work: Work | undefined, now: number): number {
  return work === undefined ? 0 : work.milliseconds * 0.5 ** ((now - work.at) / halfLife);
}

function bringForward(queue: SqsQueue, most: number, worked: Map<string, Work>): void {
  queue.processTimers();
  const { messages } = queue;
  if (messages.length <= most || !messages.some(({ messageGroupId }) => messageGroupId !== undefined)) return;
  const waiting = messages.map(({ messageGroupId }) => messageGroupId);
  const shares = sharesOf(queue, new Set(waiting), worked);
  const next = nextInFairness(waiting, most, noisyGroups(shares, queue.inflightMessages.size), shares);
  const forward = next.map((place) => messages[place]).filter((message) => message !== undefined);
  for (const place of next.toSorted((a, b) => b - a)) messages.splice(place, 1);
  messages.unshift(...forward);
}

function sharesOf(
  { inflightMessages }: SqsQueue,
  waiting: ReadonlySet<string | undefined>,
  worked: Map<string, Work>,
): ReadonlyMap<string, GroupShare> {
  const inFlight = new Map<string, number>();
  for (const { message } of inflightMessages.values()) {
    const group = message.messageGroupId;
    if (group !== undefined) inFlight.set(group, (inFlight.get(group) ?? 0) + 1);
  }
  // Whose backlog is worked off is quiet again.
  for (const group of worked.keys()) if (!waiting.has(group) && !inFlight.has(group)) worked.delete(group);
  const now = Date.now();
  return new Map(
    [...new Set([...worked.keys(), ...inFlight.keys()])].map((group) => [
      group,
      { inFlight: inFlight.get(group) ?? 0, milliseconds: faded(worked.get(group), now) },
    ]),
  );
}
