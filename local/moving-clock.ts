/** A clock that can be moved while the system runs: an hour passes at once, for queues, schedules and functions alike. */
export interface MovingClock {
  /** What threads share: hand it to those that are to see the same time. */
  readonly shared: SharedArrayBuffer;
  /** Lets so many milliseconds pass. */
  advance(milliseconds: number): void;
}

/** A clock that is `offset` milliseconds ahead of the real one. */
export function movingClock(offset: number): MovingClock {
  const shared = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  const ahead = new BigInt64Array(shared);
  Atomics.store(ahead, 0, BigInt(Math.round(offset)));
  return { shared, advance: (milliseconds) => void Atomics.add(ahead, 0, BigInt(Math.round(milliseconds))) };
}

/** How far a shared clock is ahead, in milliseconds, whenever it is asked. */
export function offsetOf(shared: SharedArrayBuffer): () => number {
  const ahead = new BigInt64Array(shared);
  return () => Number(Atomics.load(ahead, 0));
}
