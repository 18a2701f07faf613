import fc from "fast-check";
import { happens, oneOf, type RandomStream, randomStream, wholeNumber } from "#cli/population/random.ts";
import { histories } from "./history.ts";
import { bodyOf } from "./simulate.ts";

/** Messages as they should not be: valid events with something in them changed, JSON of any kind, and no JSON at all. */
export function* brokenMessages(count: number, seed: number): Generator<string> {
  const random = randomStream(seed, "broken messages");
  const valid = fc.sample(histories, { seed, numRuns: 100 }).flat().map(bodyOf);
  const anything = fc.sample(fc.json({ noUnicodeString: false }), { seed, numRuns: 200 });
  for (let made = 0; made < count; made += 1) {
    const kind = random();
    if (kind < 0.08) yield bytes(random);
    else if (kind < 0.16) yield oneOf(random, anything);
    else if (kind < 0.2) yield cut(oneOf(random, valid), random);
    else yield changed(oneOf(random, valid), random);
  }
}

function bytes(random: RandomStream): string {
  const length = wholeNumber(random, 0, 60);
  return Buffer.from(Array.from({ length }, () => wholeNumber(random, 0, 255))).toString(
    happens(random, 0.5) ? "latin1" : "utf8",
  );
}

function cut(body: string, random: RandomStream): string {
  const at = wholeNumber(random, 0, body.length);
  return body.slice(0, at) + (happens(random, 0.5) ? body.slice(at + wholeNumber(random, 1, 5)) : "");
}

function changed(body: string, random: RandomStream): string {
  const event: unknown = JSON.parse(body);
  for (let changes = wholeNumber(random, 1, 3); changes > 0; changes -= 1) changeSomewhere(event, random);
  const text = JSON.stringify(event);
  // What no object can hold: the same key twice, keys that objects have by themselves, nesting without end.
  if (happens(random, 0.03)) return text.replace('"asOf"', '"__proto__":{"asOf":"2022-06-01"},"asOf"');
  if (happens(random, 0.01))
    return text.replace('"changes":[', `"changes":[${"[".repeat(20_000)}${"]".repeat(20_000)},`);
  return text;
}

function changeSomewhere(value: unknown, random: RandomStream): void {
  if (typeof value !== "object" || value === null) return;
  const keys = Object.keys(value);
  if (keys.length === 0) {
    Reflect.set(value, Array.isArray(value) ? 0 : oneOf(random, oddNames), oddValue(random));
    return;
  }
  const key = oneOf(random, keys);
  const inner: unknown = Reflect.get(value, key);
  if (typeof inner === "object" && inner !== null && happens(random, 0.75)) {
    changeSomewhere(inner, random);
    return;
  }
  const kind = wholeNumber(random, 0, 4);
  if (kind === 0) Reflect.deleteProperty(value, key);
  else if (kind === 1) Reflect.set(value, oneOf(random, oddNames), inner);
  else if (kind === 2 && typeof inner === "string") Reflect.set(value, key, inner + oneOf(random, oddTexts));
  else Reflect.set(value, key, oddValue(random));
}

const oddNames = [
  "",
  "constructor",
  "toString",
  "set",
  "unset",
  "id",
  "person",
  "household",
  "asof",
  "赋值",
  "\u0000",
  "x".repeat(300),
  "hasOwnProperty",
  "supersedes",
  "authorisation",
  "k".repeat(120_000),
];
const oddTexts = ["", " ", "0", "\u0000", "\ud800", "\uffff", "😀", "'; --", "x".repeat(600), "Z", "-02-30"];

function oddValue(random: RandomStream): unknown {
  return oneOf<() => unknown>(random, [
    () => null,
    () => undefined,
    () => true,
    () => -1,
    () => 1e308,
    () => 0.1 + 0.2,
    () => Number.MAX_SAFE_INTEGER + 2,
    () => "",
    () => oneOf(random, oddTexts),
    () =>
      oneOf(random, [
        "0000-01-01",
        "9999-12-31",
        "2022-02-30",
        "2022-06-01T24:00:00Z",
        "2022-06-01T08:00:00+99:99",
        "-271821-04-20",
        "2022-06-01T08:00:00.123456789+14:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
      ]),
    () => oneOf(random, ["p-1", "h-1", "population", "household.changed.v2", "__proto__"]),
    () => [],
    () => ({}),
    () => [[]],
    () => new Array(600).fill("x"),
    () => new Array(120).fill({ person: "p-1", asOf: "2022-06-01" }),
    () => ({ [oneOf(random, oddNames)]: oneOf(random, oddTexts) }),
    () => "y".repeat(150_000),
  ])();
}
