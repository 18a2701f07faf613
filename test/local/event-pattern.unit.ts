import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileEventPattern } from "#local/event-pattern.ts";

type Case = readonly [shows: string, pattern: unknown, event: unknown, matches: boolean];

/** From the EventBridge user guide, "Comparison operators for use in event patterns" and "Matching on arrays". */
const cases: readonly Case[] = [
  ["text equal to one of a list", { a: ["x", "y"] }, { a: "y" }, true],
  ["text equal to none of a list", { a: ["x", "y"] }, { a: "z" }, false],
  ["text in another case", { a: ["x"] }, { a: "X" }, false],
  ["a number", { a: [300] }, { a: 300.0 }, true],
  ["a number that is text in the event", { a: [300] }, { a: "300" }, false],
  ["true", { a: [true] }, { a: true }, true],
  ["true that is text in the event", { a: [true] }, { a: "true" }, false],
  ["a field that is missing", { a: ["x"] }, { b: "x" }, false],
  ["all fields must match", { a: ["x"], b: ["y"] }, { a: "x", b: "z" }, false],
  ["fields not in the pattern do not matter", { a: ["x"] }, { a: "x", b: "z" }, true],
  ["a nested field", { detail: { state: ["open"] } }, { detail: { state: "open" } }, true],
  ["a nested field under text", { detail: { state: ["open"] } }, { detail: "open" }, false],
  ["null", { a: [null] }, { a: null }, true],
  ["null is not empty text", { a: [null] }, { a: "" }, false],
  ["null is not missing", { a: [null] }, {}, false],
  ["empty text", { a: [""] }, { a: "" }, true],
  ["empty text is not null", { a: [""] }, { a: null }, false],
  ["a list in the event: one element suffices", { a: ["x"] }, { a: ["w", "x"] }, true],
  ["a list in the event: none matches", { a: ["x"] }, { a: ["w"] }, false],
  ["lists on both sides: one in common", { a: ["x", "y"] }, { a: ["y", "z"] }, true],
  ["an empty list in the event", { a: ["x"] }, { a: [] }, false],
  [
    "a list of objects: one element meets both",
    { a: { b: [1], c: [2] } },
    {
      a: [
        { b: 0, c: 0 },
        { b: 1, c: 2 },
      ],
    },
    true,
  ],
  [
    "a list of objects: two elements meet one each",
    { a: { b: [1], c: [2] } },
    {
      a: [
        { b: 1, c: 0 },
        { b: 0, c: 2 },
      ],
    },
    false,
  ],
  ["prefix", { a: [{ prefix: "33" }] }, { a: "330106" }, true],
  ["prefix further on", { a: [{ prefix: "33" }] }, { a: "1330106" }, false],
  ["prefix of a number", { a: [{ prefix: "33" }] }, { a: 330106 }, false],
  ["prefix in any case", { a: [{ prefix: { "equals-ignore-case": "HOUSE" } }] }, { a: "household" }, true],
  ["prefix of empty text", { a: [{ prefix: "" }] }, { a: "anything" }, true],
  ["suffix", { a: [{ suffix: ".png" }] }, { a: "house.png" }, true],
  ["suffix further left", { a: [{ suffix: ".png" }] }, { a: "house.png.txt" }, false],
  ["suffix in any case", { a: [{ suffix: { "equals-ignore-case": ".PNG" } }] }, { a: "house.png" }, true],
  ["equal in any case", { a: [{ "equals-ignore-case": "OPEN" }] }, { a: "Open" }, true],
  ["equal in any case, another word", { a: [{ "equals-ignore-case": "OPEN" }] }, { a: "Opened" }, false],
  ["anything but text", { a: [{ "anything-but": "x" }] }, { a: "y" }, true],
  ["anything but that text", { a: [{ "anything-but": "x" }] }, { a: "x" }, false],
  ["anything but a number", { a: [{ "anything-but": 5 }] }, { a: 5 }, false],
  ["anything but a list", { a: [{ "anything-but": ["x", "y"] }] }, { a: "z" }, true],
  ["anything but a list with it", { a: [{ "anything-but": ["x", "y"] }] }, { a: "y" }, false],
  ["anything but a list of numbers", { a: [{ "anything-but": [100, 200] }] }, { a: 300 }, true],
  ["anything but needs the field", { a: [{ "anything-but": "x" }] }, {}, false],
  ["anything but a prefix", { a: [{ "anything-but": { prefix: "in" } }] }, { a: "open" }, true],
  ["anything but that prefix", { a: [{ "anything-but": { prefix: "in" } }] }, { a: "initial" }, false],
  ["anything but prefixes", { a: [{ "anything-but": { prefix: ["in", "op"] } }] }, { a: "open" }, false],
  ["anything but a suffix", { a: [{ "anything-but": { suffix: ".txt" } }] }, { a: "a.txt" }, false],
  ["anything but in any case", { a: [{ "anything-but": { "equals-ignore-case": ["OPEN"] } }] }, { a: "open" }, false],
  ["anything but a wildcard", { a: [{ "anything-but": { wildcard: "*/lib/*" } }] }, { a: "x/lib/y" }, false],
  ["anything but another wildcard", { a: [{ "anything-but": { wildcard: "*/lib/*" } }] }, { a: "x/bin/y" }, true],
  ["anything but, in a list of the event: another element", { a: [{ "anything-but": "x" }] }, { a: ["x", "y"] }, true],
  ["exists", { a: [{ exists: true }] }, { a: "" }, true],
  ["exists, with null", { a: [{ exists: true }] }, { a: null }, true],
  ["exists, missing", { a: [{ exists: true }] }, {}, false],
  ["exists looks at values, not at objects", { a: [{ exists: true }] }, { a: { b: 1 } }, false],
  ["exists not", { a: [{ exists: false }] }, {}, true],
  ["exists not, there", { a: [{ exists: false }] }, { a: 1 }, false],
  ["exists not, under a missing part", { detail: { a: [{ exists: false }] } }, { b: 1 }, true],
  ["exists not, in no element of a list", { a: { b: [{ exists: false }] } }, { a: [{ b: 1 }, { c: 1 }] }, false],
  ["exists not, or a value", { a: [{ exists: false }, "x"] }, { a: "x" }, true],
  ["number above", { a: [{ numeric: [">", 5] }] }, { a: 5 }, false],
  ["number at least", { a: [{ numeric: [">=", 5] }] }, { a: 5 }, true],
  ["number in a range", { a: [{ numeric: [">", 0, "<=", 5] }] }, { a: 5 }, true],
  ["number out of a range", { a: [{ numeric: [">", 0, "<=", 5] }] }, { a: 5.01 }, false],
  ["number equal", { a: [{ numeric: ["=", 3.018e2] }] }, { a: 301.8 }, true],
  ["number that is text in the event", { a: [{ numeric: ["<", 10] }] }, { a: "5" }, false],
  ["wildcard", { a: [{ wildcard: "dir/*.png" }] }, { a: "dir/a/b.png" }, true],
  ["wildcard, another end", { a: [{ wildcard: "dir/*.png" }] }, { a: "dir/a.jpg" }, false],
  ["wildcard for nothing", { a: [{ wildcard: "a*b" }] }, { a: "ab" }, true],
  ["wildcard with an escaped star", { a: [{ wildcard: "a\\**" }] }, { a: "a*bc" }, true],
  ["wildcard with an escaped star that is none", { a: [{ wildcard: "a\\**" }] }, { a: "abc" }, false],
  ["wildcard over lines, with signs of expressions", { a: [{ wildcard: "[a].(*)$" }] }, { a: "[a].(\n)$" }, true],
  ["network", { a: [{ cidr: "10.0.0.0/24" }] }, { a: "10.0.0.255" }, true],
  ["network, outside", { a: [{ cidr: "10.0.0.0/24" }] }, { a: "10.0.1.0" }, false],
  ["network of version 6", { a: [{ cidr: "2001:db8::/32" }] }, { a: "2001:db8:1::1" }, true],
  ["network of the other version", { a: [{ cidr: "10.0.0.0/24" }] }, { a: "::ffff:10.0.0.1" }, false],
  ["network, of text that is no address", { a: [{ cidr: "10.0.0.0/24" }] }, { a: "household" }, false],
  ["one of two patterns", { $or: [{ a: ["x"] }, { b: ["y"] }] }, { b: "y" }, true],
  ["none of two patterns", { $or: [{ a: ["x"] }, { b: ["y"] }] }, { a: "y", b: "x" }, false],
  ["one of two, and another field", { c: ["z"], $or: [{ a: ["x"] }, { b: ["y"] }] }, { a: "x", c: "w" }, false],
  [
    "one of two, nested",
    { detail: { $or: [{ a: [1] }, { b: { $or: [{ c: [2] }, { d: [3] }] } }] } },
    { detail: { b: { d: 3 } } },
    true,
  ],
];

test.each(cases)("%s", (_, pattern, event, matches) => {
  expect(compileEventPattern(pattern)(event)).toBe(matches);
});

describe("a pattern is refused, by field and operator, when it", () => {
  test.each([
    [
      "uses an operator that is not covered",
      { detail: { a: [{ regex: "x" }] } },
      /detail\.a: the operator "regex" is not covered/,
    ],
    [
      "denies with an operator that cannot be denied",
      { a: [{ "anything-but": { numeric: ["=", 1] } }] },
      /"anything-but" takes one of/,
    ],
    ["has a bare value", { a: "x" }, /a: expected an object of fields/],
    ["has an empty list", { a: [] }, /a: expected at least one value/],
    ["is empty", {}, /expected at least one field/],
    ["is no object", "x", /expected an object of fields/],
    ["offers one alternative", { $or: [{ a: ["x"] }] }, /\$or: expected a list of at least two/],
    ["compares with text", { a: [{ numeric: [">", "5"] }] }, /"numeric" compares with numbers/],
    ["compares in no known way", { a: [{ numeric: ["~", 5] }] }, /"numeric" takes one of/],
    ["has two stars together", { a: [{ wildcard: "a**b" }] }, /two \* beside each other/],
    ["escapes nothing", { a: [{ wildcard: "a\\b" }] }, /"wildcard" has a \\ before/],
    ["has no network", { a: [{ cidr: "10.0.0.0/33" }] }, /"cidr" takes a network/],
    ["asks whether something exists with text", { a: [{ exists: "true" }] }, /"exists" takes true or false/],
    ["has two operators in one", { a: [{ prefix: "a", suffix: "b" }] }, /one operator/],
  ])("%s", (_, pattern, message) => {
    expect(() => compileEventPattern(pattern)).toThrow(message);
  });
});

test("a pattern made of an event's own values matches it, whatever else the event has", () => {
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const field = fc.constantFrom("a", "b", "c");
  const event = fc.letrec<{ node: Record<string, unknown> }>((tie) => ({
    node: fc.dictionary(field, fc.oneof({ depthSize: "small" }, leaf, tie("node")), { minKeys: 1 }),
  })).node;
  const patternOf = (part: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(part).map(([name, value]) => [
        name,
        typeof value === "object" && value !== null ? patternOf({ ...value }) : [value],
      ]),
    );
  fc.assert(
    fc.property(event, leaf, (own, other) => {
      expect(compileEventPattern(patternOf(own))({ ...own, other })).toBe(true);
    }),
  );
});
