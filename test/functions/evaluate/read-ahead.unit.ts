import { beforeEach, describe, expect, it } from "vitest";
import { readAhead, type Stores } from "#functions/evaluate/read-ahead.ts";
import { receivedIn } from "#functions/evaluate/received.ts";
import { newHousehold, newPerson } from "#household/aggregate.ts";
import type { Freshness, Reading } from "#household/household-store.ts";
import { queueRecord } from "#test/fakes/queue-record.ts";
import { family, pipeline, reported } from "./pipeline.ts";

let asked: [what: string, ids: readonly string[], freshness: Freshness][];
/** Where persons on file live. */
const homes: Readonly<Record<string, string>> = { "p-1": "h-1", "p-2": "h-1", "p-3": "h-3" };

function personAt(id: string) {
  const stamp = { asOf: 0, sequence: 0, origin: "register" };
  return { ...newPerson(id), version: 1, membership: { value: homes[id] ?? null, stamp } };
}

async function answered<Kept>(
  what: string,
  [ids, freshness]: readonly [readonly string[], Freshness],
  kept: (id: string) => Kept,
): Promise<Reading<Kept>> {
  asked.push([what, ids, freshness]);
  return { found: new Map(ids.filter((id) => id !== "p-9").map((id) => [id, kept(id)])), unreadable: new Map() };
}

const stores: Stores = {
  persons: {
    read: (...question) => answered("persons", question, personAt),
    write: async () => "written",
  },
  households: {
    read: (...question) => answered("households", question, newHousehold),
    write: async () => "written",
    markSent: async () => "written",
  },
};

beforeEach(() => {
  asked = [];
});

const of = (...persons: string[]) =>
  reported(
    "human-resources",
    persons.map((person) => ({ person, asOf: "2022-07-01", set: { monthlyIncome: 0 } })),
  );
const batch = (bodies: readonly (object | string)[], receives = 1) =>
  receivedIn({
    Records: bodies.map((body, place) =>
      queueRecord({ messageId: `m-${place}`, body: typeof body === "string" ? body : JSON.stringify(body), receives }),
    ),
  });
const answersCame = () => new Promise(setImmediate);

describe("of the persons that a batch names", () => {
  it("each is asked for once, before anything is waited for, and then their households", async () => {
    readAhead(stores, batch([of("p-1", "p-2"), of("p-2", "p-3", "p-9")]));
    expect(asked).toEqual([["persons", ["p-1", "p-2", "p-3", "p-9"], "may be stale"]]);
    await answersCame();
    expect(asked.slice(1)).toEqual([["households", ["h-1", "h-3"], "may be stale"]]);
  });

  it("and their households both are taken once, and read again from then on", async () => {
    const { persons, households } = readAhead(stores, batch([of("p-1", "p-3")]));
    await answersCame();
    const { found } = await persons.read(["p-3"], "may be stale");
    expect(found.get("p-3")).toEqual(personAt("p-3"));
    expect((await households.read(["h-3"], "may be stale")).found.get("h-3")).toEqual(newHousehold("h-3"));
    expect(asked).toHaveLength(2);
    await persons.read(["p-3"], "may be stale");
    await households.read(["h-3"], "may be stale");
    expect(asked).toHaveLength(4);
  });

  it("only the others are read where others are asked for as well, and all is found", async () => {
    const { persons, households } = readAhead(stores, batch([of("p-1", "p-3")]));
    await answersCame();
    const both = [
      await persons.read(["p-1", "p-2"], "may be stale"),
      await households.read(["h-1", "h-7"], "may be stale"),
    ];
    expect(asked.slice(2)).toEqual([
      ["persons", ["p-2"], "may be stale"],
      ["households", ["h-7"], "may be stale"],
    ]);
    expect(both[0]?.found.get("p-1")).toEqual(personAt("p-1"));
    expect(both[0]?.found.get("p-2")).toEqual(personAt("p-2"));
    expect([...(both[1]?.found.keys() ?? [])]).toEqual(expect.arrayContaining(["h-1", "h-7"]));
  });

  it.each<[ids: string[], freshness: Freshness]>([
    [["1"], "fresh"],
    [["7"], "may be stale"],
  ])("none is taken where only others, or fresh ones, are asked for: %j %s", async (ids, freshness) => {
    const { persons, households } = readAhead(stores, batch([of("p-1")]));
    await answersCame();
    const named = (kind: string) => ids.map((id) => `${kind}-${id}`);
    await persons.read(named("p"), freshness);
    await households.read(named("h"), freshness);
    expect(asked.slice(2)).toEqual([
      ["persons", named("p"), freshness],
      ["households", named("h"), freshness],
    ]);
  });

  it.each<[why: string, bodies: (object | string)[], receives: number]>([
    ["which comes again", [of("p-1")], 2],
    ["of more than fifty changes", [of(...Array.from({ length: 51 }, (_, number) => `p-${number}`))], 1],
    ["of households alone", [reported("civil-affairs", [{ household: "h-1", asOf: "2022-07-01", set: {} }])], 1],
    [
      "which nobody can read",
      ["{", "null", '{"detail":{"changes":{"person":"p-1"}}}', '{"detail":{"changes":[1,null]}}'],
      1,
    ],
    ["with what is no person", [of(""), of("h 1")], 1],
  ])("none is read ahead of a batch %s", async (_why, bodies, receives) => {
    const { persons } = readAhead(stores, batch(bodies, receives));
    await answersCame();
    expect(asked).toEqual([]);
    await persons.read(["p-1"], "may be stale");
    expect(asked).toHaveLength(1);
  });

  it("no household is asked for where nobody has one yet", async () => {
    const { households } = readAhead(stores, batch([of("p-9")]));
    await answersCame();
    expect(asked).toEqual([["persons", ["p-9"], "may be stale"]]);
    await households.read(["h-1"], "may be stale");
    expect(asked).toHaveLength(2);
  });

  it("those that cannot be read fail whoever asks for them, and nobody else", async () => {
    const persons = { ...stores.persons, read: () => Promise.reject(new Error("throttled")) };
    const ahead = readAhead({ ...stores, persons }, batch([of("p-1")]));
    await answersCame();
    await expect(ahead.persons.read(["p-1"], "may be stale")).rejects.toThrow("throttled");
    await ahead.households.read(["h-1"], "may be stale");
    expect(asked).toEqual([["households", ["h-1"], "may be stale"]]);
  });
});

it("a batch of new changes reads its persons and their households once", async () => {
  const read: string[] = [];
  const system = pipeline({
    faults: (call, subject) => {
      if (call.startsWith("read")) read.push(`${call} ${subject}`);
      return undefined;
    },
  });
  await system.run(...family("h-1", [9000, 8000]));
  read.length = 0;
  await system.run(of("p-1-0", "p-1-1"));
  expect(read).toEqual(["read persons p-1-0,p-1-1", "read households h-1"]);
});
