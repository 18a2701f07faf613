import { beforeEach, describe, expect, it } from "vitest";
import { readAhead } from "#functions/evaluate/read-ahead.ts";
import type { Freshness, PersonStore } from "#household/household-store.ts";
import { queueRecord } from "#test/fakes/queue-record.ts";
import { pipeline, reported } from "./pipeline.ts";

let asked: [ids: readonly string[], freshness: Freshness][];
const store: PersonStore = {
  read: async (ids, freshness) => {
    asked.push([ids, freshness]);
    return { found: new Map(), unreadable: new Map() };
  },
  write: async () => "written",
};

beforeEach(() => {
  asked = [];
});

const of = (...persons: string[]) =>
  reported(
    "human-resources",
    persons.map((person) => ({ person, asOf: "2022-07-01", set: { monthlyIncome: 0 } })),
  );
const batch = (bodies: readonly (object | string)[], receives = 1) => ({
  Records: bodies.map((body, place) =>
    queueRecord({ messageId: `m-${place}`, body: typeof body === "string" ? body : JSON.stringify(body), receives }),
  ),
});

describe("the persons that a batch names", () => {
  it("are asked for before anything else is waited for, each once", () => {
    readAhead(store, batch([of("p-1", "p-2"), of("p-2", "p-3")]));
    expect(asked).toEqual([[["p-1", "p-2", "p-3"], "may be stale"]]);
  });

  it("are taken from that reading once, and read again from then on", async () => {
    const persons = readAhead(store, batch([of("p-1", "p-2")]));
    await persons.read(["p-2"], "may be stale");
    expect(asked).toHaveLength(1);
    await persons.read(["p-2"], "may be stale");
    expect(asked).toHaveLength(2);
  });

  it.each<[ids: string[], freshness: Freshness]>([
    [["p-1"], "fresh"],
    [["p-1", "p-9"], "may be stale"],
  ])("are read again where others, or fresh ones, are asked for: %j %s", async (ids, freshness) => {
    await readAhead(store, batch([of("p-1")])).read(ids, freshness);
    expect(asked.at(-1)).toEqual([ids, freshness]);
    expect(asked).toHaveLength(2);
  });

  it.each<[why: string, bodies: (object | string)[], receives: number]>([
    ["which comes again", [of("p-1")], 2],
    ["of more than fifty changes", [of(...Array.from({ length: 51 }, (_, number) => `p-${number}`))], 1],
    ["of nobody", [reported("civil-affairs", [{ household: "h-1", asOf: "2022-07-01", set: {} }])], 1],
    [
      "which nobody can read",
      ["{", "null", '{"detail":{"changes":{"person":"p-1"}}}', '{"detail":{"changes":[1,null]}}'],
      1,
    ],
    ["with what is no person", [of(""), of("h 1")], 1],
  ])("are not read ahead of a batch %s", (_why, bodies, receives) => {
    expect(readAhead(store, batch(bodies, receives))).toBe(store);
    expect(asked).toEqual([]);
  });

  it("that cannot be read fail those who ask for them", async () => {
    const broken = { ...store, read: () => Promise.reject(new Error("throttled")) };
    const persons = readAhead(broken, batch([of("p-1")]));
    await new Promise(setImmediate);
    await expect(persons.read(["p-1"], "may be stale")).rejects.toThrow("throttled");
  });
});

it("a batch of new changes reads its persons once", async () => {
  const read: string[] = [];
  const system = pipeline({
    faults: (call, subject) => {
      if (call === "read persons") read.push(subject);
      return undefined;
    },
  });
  await system.run(of("p-1", "p-2"));
  expect(read).toEqual(["p-1,p-2"]);
});
