import { oneOf, wholeNumber } from "#cli/population/random.ts";
import type { Chaos } from "./chaos.ts";

/** A message of a queue. */
interface Held {
  readonly id: string;
  readonly body: string;
  receives: number;
  inFlight: boolean;
}

/** As SQS and a Lambda's mapping give it to a function. */
export interface Received {
  readonly messageId: string;
  readonly body: string;
  /** How often it has been received, this time included. */
  readonly receives: number;
}

/** A standard queue: at least once, in any order, with a dead-letter queue behind it. */
export interface SimulatedQueue {
  put(body: string): void;
  /** Up to so many messages that nobody is working on, in any order. */
  receive(most: number): Received[];
  /** Takes off what a function has done. What failed, and all of a function that never answers, waits to be seen again. */
  acknowledge(received: readonly Received[], failed: ReadonlySet<string>): void;
  /** One message in flight, or all of them, can be seen again. */
  expire(which: "one" | "all"): void;
  /** Puts the dead letters back; returns how many there were. */
  redrive(): number;
  size(): number;
  /** Resolves when there may be something to receive that was not there before, or the queue has become empty. */
  changed(): Promise<void>;
  readonly dead: readonly Held[];
  /** Everything ever put. */
  readonly everPut: () => number;
}

/** After so many receipts a message is a dead letter, as the template says. */
export const mostReceives = 5;

export function simulatedQueue(name: string, chaos: Chaos): SimulatedQueue {
  const held = new Map<string, Held>();
  const dead: Held[] = [];
  let put = 0;
  let waiting: (() => void)[] = [];
  const tell = () => {
    for (const resolve of waiting) resolve();
    waiting = [];
  };

  const take = (message: Held): Received[] => {
    if (message.receives >= mostReceives) {
      held.delete(message.id);
      dead.push(message);
      chaos.counts["dead letter"] += 1;
      return [];
    }
    message.receives += 1;
    message.inFlight = !chaos.draw("delivered while in flight");
    return [{ messageId: message.id, body: message.body, receives: message.receives }];
  };
  return {
    dead,
    everPut: () => put,
    size: () => held.size,
    changed: () => new Promise((resolve) => waiting.push(resolve)),
    put(body) {
      put += 1;
      const id = `${name}-${put}`;
      held.set(id, { id, body, receives: 0, inFlight: false });
      tell();
    },
    receive(most) {
      const visible = [...held.values()].filter(({ inFlight }) => !inFlight);
      const received: Received[] = [];
      for (let count = 0; count < most && visible.length > 0; count += 1) {
        const [message] = visible.splice(wholeNumber(chaos.random, 0, visible.length - 1), 1);
        if (message) received.push(...take(message));
      }
      return received;
    },
    acknowledge(received, failed) {
      for (const { messageId } of received) if (!failed.has(messageId)) held.delete(messageId);
      if (held.size === 0) tell();
    },
    expire(which) {
      const flying = [...held.values()].filter(({ inFlight }) => inFlight);
      if (flying.length === 0) return;
      if (which === "one") chaos.counts["visibility expired"] += 1;
      for (const message of which === "all" ? flying : [oneOf(chaos.random, flying)]) message.inFlight = false;
      tell();
    },
    redrive() {
      const letters = dead.splice(0);
      for (const letter of letters) held.set(letter.id, { ...letter, receives: 0, inFlight: false });
      return letters.length;
    },
  };
}
