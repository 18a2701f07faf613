/** What bounds the rate at which changes are worked off. */
export interface Capacity {
  /** Entries a second that the bus hands to a queue. */
  readonly eventsASecond: number;
  /** Most instances of evaluate at once. */
  readonly concurrency: number;
  readonly concurrencyAtStart: number;
  readonly concurrencyMoreAMinute: number;
  /** Changes a second that one instance works off. */
  readonly changesASecondPerInstance: number;
  readonly writeUnitsASecond: number;
  readonly writeUnitsPerChange: number;
}

/** A day's load: so many changes, so many to an event, spread evenly over so many minutes. */
export interface Load {
  readonly changes: number;
  readonly changesPerEvent: number;
  readonly minutes: number;
}

export interface Drained {
  /** Most changes that wait at once, on the bus and in the queue. */
  readonly mostWaiting: number;
  /** Minutes from the last arrival until nothing waits. */
  readonly minutesToDrain: number;
  /** Minutes that a change waits when most do. */
  readonly longestWaitMinutes: number;
  /** What held the work up at its worst. */
  readonly boundBy: "nothing" | "bus" | "functions" | "table";
}

/** Lets a day's changes arrive and be worked off, minute by minute. */
export function drain(load: Load, capacity: Capacity): Drained {
  const arriving = load.changes / load.minutes;
  const bus = capacity.eventsASecond * 60 * load.changesPerEvent;
  const table = (capacity.writeUnitsASecond * 60) / capacity.writeUnitsPerChange;
  let waitingOnBus = 0;
  let waitingInQueue = 0;
  let most = 0;
  let longest = 0;
  let boundBy: Drained["boundBy"] = "nothing";
  let minute = 0;
  for (; minute < load.minutes || waitingOnBus + waitingInQueue >= 1; minute += 1) {
    if (minute < load.minutes) waitingOnBus += arriving;
    const handedOver = Math.min(waitingOnBus, bus);
    waitingOnBus -= handedOver;
    waitingInQueue += handedOver;
    const instances = Math.min(
      capacity.concurrency,
      capacity.concurrencyAtStart + minute * capacity.concurrencyMoreAMinute,
    );
    const functions = instances * capacity.changesASecondPerInstance * 60;
    const rate = Math.min(functions, table);
    waitingInQueue -= Math.min(waitingInQueue, rate);
    const waiting = waitingOnBus + waitingInQueue;
    if (waiting > most) {
      most = waiting;
      longest = waiting / Math.min(rate, bus);
      boundBy = waitingOnBus > waitingInQueue ? "bus" : functions <= table ? "functions" : "table";
    }
  }
  return {
    mostWaiting: Math.round(most),
    minutesToDrain: Math.max(0, minute - load.minutes),
    longestWaitMinutes: longest,
    boundBy,
  };
}
