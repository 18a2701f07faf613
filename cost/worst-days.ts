/** A function that works off a queue: most of its instances at once, and what one of them does in a second. */
export interface Workers {
  readonly concurrency: number;
  readonly eachASecond: number;
}

/** What bounds the rate at which changes are worked off, and what they raise is put on lists. */
export interface Capacity {
  /** Entries a second that the bus hands to a queue. */
  readonly eventsASecond: number;
  /** evaluate, in changes. */
  readonly evaluate: Workers;
  /** deliver, in notices. */
  readonly deliver: Workers;
  readonly concurrencyAtStart: number;
  readonly concurrencyMoreAMinute: number;
  readonly noticesPerChange: number;
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
  /** Most changes that wait at once, on the bus, to be judged, or for their notices to be put on lists. */
  readonly mostWaiting: number;
  /** Minutes from the last arrival until nothing waits: every notice is on its list. */
  readonly minutesToDrain: number;
  /** Minutes from a change to its notice on a list, of that which took longest. */
  readonly longestWaitMinutes: number;
  /** Where changes waited most, all minutes added up. */
  readonly boundBy: "nothing" | Place;
}

const places = ["bus", "evaluate", "table", "deliver"] as const;
type Place = (typeof places)[number];

/** Lets a day's changes arrive and be worked off, minute by minute, each after those before it. */
export function drain(load: Load, capacity: Capacity): Drained {
  const { eventsASecond, evaluate, deliver, noticesPerChange, writeUnitsASecond, writeUnitsPerChange } = capacity;
  const bus = eventsASecond * 60 * load.changesPerEvent;
  const table = (writeUnitsASecond * 60) / writeUnitsPerChange;
  /** Changes, by how far they have come. */
  const come = { arrived: 0, handedOver: 0, judged: 0, told: 0 };
  /** Changes waiting, added up over all minutes. */
  const waited = { bus: 0, evaluate: 0, table: 0, deliver: 0 };
  const arrivedBy: number[] = [];
  const toldBy: number[] = [];
  let mostWaiting = 0;
  for (let minute = 0; minute < load.minutes || come.arrived - come.told >= 1; minute += 1) {
    const judging = Math.min(table, inAMinute(evaluate, capacity, minute));
    const telling = noticesPerChange === 0 ? Infinity : inAMinute(deliver, capacity, minute) / noticesPerChange;
    come.arrived = (load.changes * Math.min(minute + 1, load.minutes)) / load.minutes;
    come.handedOver = Math.min(come.arrived, come.handedOver + bus);
    come.judged = Math.min(come.handedOver, come.judged + judging);
    come.told = Math.min(come.judged, come.told + telling);
    waited.bus += come.arrived - come.handedOver;
    waited[judging === table ? "table" : "evaluate"] += come.handedOver - come.judged;
    waited.deliver += come.judged - come.told;
    mostWaiting = Math.max(mostWaiting, come.arrived - come.told);
    arrivedBy.push(come.arrived);
    toldBy.push(come.told);
  }
  const most = places.reduce((worst, place) => (waited[place] > waited[worst] ? place : worst));
  return {
    mostWaiting: Math.round(mostWaiting),
    minutesToDrain: Math.max(0, toldBy.length - load.minutes),
    longestWaitMinutes: longestWait(arrivedBy, toldBy),
    boundBy: waited[most] >= 1 ? most : "nothing",
  };
}

function inAMinute({ concurrency, eachASecond }: Workers, capacity: Capacity, minute: number): number {
  const { concurrencyAtStart, concurrencyMoreAMinute } = capacity;
  return Math.min(concurrency, concurrencyAtStart + minute * concurrencyMoreAMinute) * eachASecond * 60;
}

/** Minutes until as many are told of as have arrived by a minute, where that takes longest. */
function longestWait(arrivedBy: readonly number[], toldBy: readonly number[]): number {
  let longest = 0;
  let told = 0;
  for (const [minute, arrived] of arrivedBy.entries()) {
    while (told < toldBy.length - 1 && arrived - (toldBy[told] ?? 0) >= 1) told += 1;
    longest = Math.max(longest, told - minute);
  }
  return longest;
}
