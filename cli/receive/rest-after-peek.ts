import type { OpenQueue } from "./open-queue.ts";

type Limits = Pick<OpenQueue, "maxReceiveCount" | "retention">;

// SQS hides a message for twelve hours at most, counted from its receipt.
const longestRest = 42_000;

/**
 * For how many seconds a message that was received so many times is to stay hidden after a peek; 0 below half the
 * queue's limit. From there on rests are so long that, however often people peek, a message is received no more than
 * three quarters of the limit within its life: peeks cannot set it aside, and its proper reader has tries left.
 */
export function restAfterPeek(receiveCount: number, limits: Limits): number {
  const { maxReceiveCount } = limits;
  if (maxReceiveCount === undefined || receiveCount < Math.floor(maxReceiveCount / 2)) return 0;
  return Math.min(fullRest(maxReceiveCount, limits.retention), longestRest);
}

/** False where the limit is so low that no rest could keep peeks from reaching it. */
export function canPeek({ maxReceiveCount, retention }: Limits): boolean {
  return maxReceiveCount === undefined || fullRest(maxReceiveCount, retention) <= longestRest;
}

function fullRest(maxReceiveCount: number, retention: number): number {
  const peeksWithRest = Math.floor((3 * maxReceiveCount) / 4) - Math.floor(maxReceiveCount / 2);
  return Math.ceil(retention / peeksWithRest);
}
