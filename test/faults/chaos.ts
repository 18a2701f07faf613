import { happens, type RandomStream, randomStream, wholeNumber } from "#cli/population/random.ts";

/** What can go wrong. */
const faultKinds = [
  "throttled",
  "timeout before",
  "timeout after",
  "conflict after own write",
  "crash before",
  "crash after",
  "crash at every await",
  "message refused",
  "message refused though taken",
  "message duplicated",
  "delivered while in flight",
  "visibility expired",
  "dead letter",
  "torn read",
  "stale read",
  "stalled",
  "late request",
  "lagging index",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Faults injected so far, by kind. */
export type FaultCounts = Record<FaultKind, number>;

export function noFaults(): FaultCounts {
  return {
    throttled: 0,
    "timeout before": 0,
    "timeout after": 0,
    "conflict after own write": 0,
    "crash before": 0,
    "crash after": 0,
    "crash at every await": 0,
    "message refused": 0,
    "message refused though taken": 0,
    "message duplicated": 0,
    "delivered while in flight": 0,
    "visibility expired": 0,
    "dead letter": 0,
    "torn read": 0,
    "stale read": 0,
    stalled: 0,
    "late request": 0,
    "lagging index": 0,
  };
}

/** A crash at one await point and nothing else: the number of the call, and whether it takes effect first. */
export interface CrashPoint {
  readonly call: number;
  readonly after: boolean;
}

/** What happens to the calls and messages of one history; all of it follows from a number. */
export interface Chaos {
  readonly random: RandomStream;
  readonly counts: FaultCounts;
  /** How many instances of evaluate work at once. */
  readonly evaluators: number;
  /** Whether households with an overdue outbox are looked for; without, redelivery alone must tell what is unsent. */
  readonly sweeps: boolean;
  /** Whether items pass through their stored bytes. */
  readonly encoded: boolean;
  /** True once everything works again. */
  calm: boolean;
  /** Calls made so far. */
  calls: number;
  /** Draws a fault of this kind, and counts it. */
  draw(kind: FaultKind): boolean;
  readonly crashAt: CrashPoint | undefined;
}

// Some kinds are rare by nature; others have little effect each.
const weights: Partial<Record<FaultKind, number>> = {
  "torn read": 4,
  "stale read": 6,
  stalled: 2,
  "message refused": 6,
  "message refused though taken": 6,
  "visibility expired": 3,
  "delivered while in flight": 1,
  "late request": 8,
  "lagging index": 5,
};

/** The chaos of a number; `crashAt` takes its place, for one crash and no other fault. */
export function chaosOf(seed: number, counts: FaultCounts, crashAt?: CrashPoint): Chaos {
  const random = randomStream(seed, "chaos");
  // From nearly quiet to a storm: in a storm little gets done twice, in quiet weather nothing goes wrong.
  const rate = crashAt ? 0 : [0.005, 0.02, 0.05, 0.12][wholeNumber(random, 0, 3)];
  return {
    random,
    counts,
    evaluators: crashAt ? 1 : wholeNumber(random, 1, 3),
    sweeps: !crashAt && happens(random, 0.4),
    encoded: crashAt ? false : happens(random, 0.1),
    calm: false,
    calls: 0,
    crashAt,
    draw(kind) {
      if (this.calm || !happens(random, Math.min(0.6, (rate ?? 0) * (weights[kind] ?? 1)))) return false;
      counts[kind] += 1;
      return true;
    },
  };
}
