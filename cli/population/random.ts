/** A stream of numbers from 0 up to but not including 1, the same on every machine. */
export type RandomStream = () => number;

// Draws thrown away at the start, after which streams of neighbouring seeds have nothing in common.
const warmUp = 15;

/**
 * The stream of a name under a seed (32 bits each): sfc32, Chris Doty-Humphrey's small fast counting generator. Each
 * household has streams of its own, so that what it comes out as depends on no other.
 */
export function randomStream(seed: number, name: string): RandomStream {
  let a = fnv1a(name, 0x811c9dc5);
  let b = fnv1a(name, 0x050c5d1f);
  let c = seed | 0;
  let counter = 1;
  const next = () => {
    const drawn = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + drawn) | 0;
    return (drawn >>> 0) / 0x1_0000_0000;
  };
  for (let draws = 0; draws < warmUp; draws += 1) next();
  return next;
}

/** The FNV-1a hash of a text's code units, from a basis. */
function fnv1a(text: string, basis: number): number {
  let hash = basis;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}

/** True with the given probability. */
export function happens(random: RandomStream, probability: number): boolean {
  return random() < probability;
}

/** A whole number from `least` to `most`, both included. */
export function wholeNumber(random: RandomStream, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** A number from `least` up to `most`. */
export function between(random: RandomStream, least: number, most: number): number {
  return least + random() * (most - least);
}

/** One of a list. Throws for an empty one. */
export function oneOf<Value>(random: RandomStream, values: readonly Value[]): Value {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error("nothing to choose from");
  return value;
}

/** A value and how often it comes, beside the others' weights. */
export type Weighted<Value> = readonly (readonly [value: Value, weight: number])[];

/** One of a weighted list. Throws for an empty one. */
export function weighted<Value>(random: RandomStream, choices: Weighted<Value>): Value {
  let left = random() * choices.reduce((total, [, weight]) => total + weight, 0);
  for (const [value, weight] of choices) {
    left -= weight;
    if (left < 0) return value;
  }
  const last = choices.at(-1);
  if (!last) throw new Error("nothing to choose from");
  return last[0];
}

/** A normal deviate (Box and Muller): mean 0, standard deviation 1. */
export function normal(random: RandomStream): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A log-normal amount in yuan, whole fen: half of them below `median`; `spread` is the logarithm's deviation. */
export function amount(random: RandomStream, { median, spread }: AmountShape): number {
  return toFen(median * Math.exp(spread * normal(random)));
}

export interface AmountShape {
  /** Yuan. */
  readonly median: number;
  readonly spread: number;
}

/** An amount in yuan rounded to whole fen. */
export function toFen(yuan: number): number {
  return Math.round(yuan * 100) / 100;
}
