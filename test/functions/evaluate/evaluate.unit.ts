import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mostMembers } from "#events/household-on-file.ts";
import { family, pipeline, reported } from "./pipeline.ts";

const comfortable = [9000, 8000];
const dismissed = (person: string) =>
  reported("human-resources", [{ person, asOf: "2022-07-01", set: { monthlyIncome: 0, employment: "unemployed" } }]);

const aided = (household: string) =>
  reported("civil-affairs", [{ household, asOf: "2022-07-01", set: { otherMonthlyIncome: 5000 } }]);

describe("a change", () => {
  it("that makes a family eligible raises one notice, in the outreach queue and the county's own", async () => {
    const system = pipeline();
    await system.run(...family("h-1", [1200, 3000]));
    expect(system.notices()).toEqual([]);
    await system.run(dismissed("p-1-1"));
    expect(system.notices()).toMatchObject([
      {
        status: "open",
        revision: 1,
        household: "h-1",
        area: "330106001001",
        role: "assistance-worker",
        standards: "zhejiang@2022.7",
      },
    ]);
    expect(system.notices()[0]?.programmes.map(({ id }) => id)).toContain("minimum-living-guarantee");
    expect(system.notices("330106")).toEqual(system.notices());
  });

  it("delivered twice writes nothing and says nothing the second time", async () => {
    const system = pipeline();
    const events = [...family("h-1", [1200, 3000]), dismissed("p-1-1")];
    await system.run(...events);
    const written = system.writes.length;
    const said = system.everythingSaid().length;
    await system.run(...events.reverse());
    expect(system.writes.length).toBe(written);
    expect(system.notices()).toHaveLength(1);
    expect(said).toBeGreaterThan(0);
  });

  it("writes each household once, however many changes of it a batch brings", async () => {
    const system = pipeline();
    await system.run(...family("h-1", comfortable));
    expect(system.writes.filter((write) => write === "write h-1")).toHaveLength(1);
  });

  it("of another source is told before a flood that fills its batch, and both are brought to their end", async () => {
    const system = pipeline();
    const flooded = Array.from({ length: 50 }, (_, index) => `h-${index + 10}`);
    for (const household of flooded) await system.run(...family(household, [9000]));
    await system.run(...family("h-1", [1200, 3000]));
    system.writes.length = 0;
    const flood = flooded.map((household) => ({
      ...{ person: household.replace("h-", "p-").concat("-0"), asOf: "2022-07-01", set: { monthlyIncome: 0 } },
    }));
    await system.run(reported("human-resources", flood), aided("h-1"));
    expect(system.writes.filter((write) => write.startsWith("write h"))[0]).toBe("write h-1");
    expect(new Set(system.writes.filter((write) => write.startsWith("write h"))).size).toBe(51);
  });

  it("that restores the family's income withdraws the notice", async () => {
    const system = pipeline();
    await system.run(...family("h-1", [1200, 3000]), dismissed("p-1-1"));
    await system.run(
      reported("human-resources", [{ person: "p-1-1", asOf: "2022-07-03", set: { monthlyIncome: 12000 } }]),
    );
    expect(system.notices().map(({ status, revision }) => [status, revision])).toEqual([
      ["open", 1],
      ["withdrawn", 2],
    ]);
  });

  it("raises no notice for a programme that the family already receives", async () => {
    const system = pipeline();
    await system.run(
      ...family("h-1", [600, 0]),
      reported("rescue", [
        {
          household: "h-1",
          asOf: "2022-06-01",
          set: { enrolments: ["minimum-living-guarantee", "free-electricity", "utility-relief"] },
        },
      ]),
    );
    expect(system.notices()).toEqual([]);
  });
});

describe("the notices of a family", () => {
  it("end the same, whatever order its changes come in and however often", async () => {
    const history = [
      ...family("h-1", [1200, 3000]),
      dismissed("p-1-1"),
      reported("population", [{ person: "p-1-0", asOf: "2022-07-02", set: { household: "h-2" } }]),
      reported("population", [{ household: "h-2", asOf: "2022-07-02", set: { area: "330106002002" } }]),
      reported("civil-affairs", [{ household: "h-2", asOf: "2022-07-02", set: { otherMonthlyIncome: 0 } }]),
    ];
    const openAfter = async (order: readonly number[], batch: number) => {
      const system = pipeline();
      const queue = order.map((index) => history[index % history.length] ?? {});
      for (let start = 0; start < queue.length; start += batch) {
        expect(await system.run(...queue.slice(start, start + batch))).toEqual([]);
      }
      const latest = new Map(system.notices().map((notice) => [notice.notice, notice]));
      return [...latest.values()]
        .filter(({ status }) => status === "open")
        .map(({ notice, household, programmes }) => ({ notice, household, programmes }))
        .sort((a, b) => (a.notice < b.notice ? -1 : 1));
    };
    const inOrder = await openAfter([...history.keys()], 1);
    expect(inOrder.map(({ household }) => household).sort()).toEqual(["h-1", "h-2"]);
    const everyOrder = fc.tuple(
      fc.shuffledSubarray([...history.keys()], { minLength: history.length, maxLength: history.length }),
      fc.array(fc.nat(), { maxLength: 5 }),
      fc.integer({ min: 1, max: 6 }),
    );
    await fc.assert(
      fc.asyncProperty(everyOrder, async ([order, repeated, batch]) => {
        expect(await openAfter([...order, ...repeated], batch)).toEqual(inOrder);
      }),
      { numRuns: 150 },
    );
  });
});

describe("an identifier that a register gives to whomever it knows no household of", () => {
  const everybody = (household: string, persons: readonly number[]) =>
    reported(
      "population",
      persons.map((index) => ({ person: `p-9-${index}`, asOf: "2022-07-02", set: { household } })),
    );

  it("becomes no family of hundreds: nobody is visited, and the source is told of whom nothing was made", async () => {
    const system = pipeline();
    await system.run(...family("h-9", [600, 0]));
    expect(system.notices()).toHaveLength(1);
    const strangers = Array.from({ length: 200 }, (_, index) => index + 2);
    expect(await system.run(everybody("h-9", strangers))).toEqual([]);

    expect(system.notices().at(-1)).toMatchObject({ household: "h-9", status: "withdrawn" });
    const listed = Object.keys(system.household("h-9")?.members ?? {});
    expect(listed).toHaveLength(mostMembers + 1);
    expect(system.quarantined()).toHaveLength(202 - listed.length);
    expect(system.quarantined()[0]).toMatchObject({
      code: "crowded-household",
      problems: [{ field: "set.household", found: "a household of more than 100 persons" }],
    });
  });

  it("is mended by the register's correction, with all that was reported in the meantime", async () => {
    const system = pipeline();
    await system.run(...family("h-9", [600, 0]));
    const strangers = Array.from({ length: 200 }, (_, index) => index + 2);
    await system.run(everybody("h-9", strangers));
    const income = (index: number) => ({ person: `p-9-${index}`, asOf: "2022-07-02", set: { monthlyIncome: index } });
    await system.run(reported("human-resources", strangers.map(income)));
    for (const index of strangers) await system.run(everybody(`h-9${index}`, [index]));

    expect(system.notices().at(-1)).toMatchObject({ household: "h-9", status: "open" });
    expect(Object.keys(system.household("h-9")?.members ?? {}).sort()).toEqual(["p-9-0", "p-9-1"]);
    for (const index of strangers) {
      const { members } = system.household(`h-9${index}`) ?? {};
      expect(members?.[`p-9-${index}`]?.["monthlyIncome"]?.value).toBe(index);
    }
  });
});

describe("a residence", () => {
  const moved = (area: string) => reported("population", [{ household: "h-1", asOf: "2022-07-02", set: { area } }]);

  it("in no county of the standard is set aside with the nearest known, and the family is told of where it was", async () => {
    const system = pipeline();
    await system.run(...family("h-1", [1200, 3000]), moved("330199001001"), moved("999999999999"));
    expect(system.quarantined().map(({ code, problems }) => [code, ...problems])).toEqual([
      [
        "wrong-value",
        {
          field: "set.area",
          found: "the area 330199, in no county of zhejiang@2022.7",
          expected:
            "an area of 6, 9 or 12 digits in a county that areas.csv lists; the nearest known is 3301 杭州市 Hangzhou City",
        },
      ],
      [
        "wrong-value",
        {
          field: "set.area",
          found: "the area 999999, in no county of zhejiang@2022.7",
          expected: "an area of 6, 9 or 12 digits in a county that areas.csv lists",
        },
      ],
    ]);
    await system.run(dismissed("p-1-1"));
    expect(system.notices()).toMatchObject([{ household: "h-1", area: "330106001001" }]);
  });

  it("in a village or town that no register has yet is taken, and the family is told of there", async () => {
    const system = pipeline();
    await system.run(...family("h-1", [1200, 3000]), moved("330106999999"), dismissed("p-1-1"));
    expect(system.quarantined()).toEqual([]);
    expect(system.notices()).toMatchObject([{ household: "h-1", area: "330106999999", office: "330106999999" }]);
    expect(system.notices("330106")).toEqual(system.notices());
  });

  it("of registration may be anywhere in the country", async () => {
    const system = pipeline();
    const registered = { household: "h-1", asOf: "2022-07-02", set: { registeredArea: "340102001001" } };
    await system.run(...family("h-1", [1200, 3000]), reported("population", [registered]));
    expect(system.quarantined()).toEqual([]);
  });
});

describe("a date of birth", () => {
  const born = (birthDate: string, asOf = "2022-07-01") =>
    reported("population", [{ person: "p-1-1", asOf, set: { birthDate } }]);
  const expectations = async (event: ReturnType<typeof reported>, today: string) => {
    const system = pipeline({ today });
    await system.run(event);
    return system.quarantined().flatMap(({ problems }) => problems.map(({ field, expected }) => [field, expected]));
  };

  it("that cannot be is set aside, with the first or last day that could be", async () => {
    const today = "2022-07-04";
    expect(await expectations(born("2099-01-01"), today)).toEqual([
      ["set.birthDate", "a date of 2022-07-04 or earlier, no day to come"],
    ]);
    expect(await expectations(born("1700-01-01"), today)).toEqual([["set.birthDate", "a date of 1905-01-01 or later"]]);
  });

  it("is that of a child born today, in China's day, however early the report's own day", async () => {
    expect(await expectations(born("2022-07-04"), "2022-07-04")).toEqual([]);
    expect(await expectations(born("2022-07-04", "2022-07-03T17:00:00Z"), "2022-07-04")).toEqual([]);
    expect(await expectations(born("2022-07-05"), "2022-07-04")).toHaveLength(1);
  });
});

describe("a malformed or unauthorised change", () => {
  it("is set aside with the field named, and its neighbours go through", async () => {
    const system = pipeline();
    const failed = await system.run(
      ...family("h-1", [1200, 3000]),
      reported("human-resources", [
        { person: "p-1-1", asOf: "yesterday", set: { monthlyIncome: 1 } },
        { person: "p-1-1", asOf: "2022-07-01", set: { monthlyIncome: "nothing" } },
        { person: "p-1-1", asOf: "2022-07-01", set: { birthDate: "1985-03-01", monthlyIncome: 0 } },
      ]),
    );
    expect(failed).toEqual([]);
    expect(
      system.quarantined().map(({ code, change, problems }) => [code, change, ...problems.map(({ field }) => field)]),
    ).toEqual([
      ["malformed-change", 0, "asOf"],
      ["wrong-value", 1, "set.monthlyIncome"],
      ["not-the-owner", 2, "set.birthDate"],
    ]);
    expect(system.notices()).toHaveLength(1);
    expect(system.log.at(-1)).toMatchObject({
      quarantined: { "malformed-change": 1, "wrong-value": 1, "not-the-owner": 1 },
    });
  });

  it.each([
    ["no JSON at all", "{", "malformed-event", ""],
    ["an unknown source", reported("hearsay", []), "unknown-source", "source"],
    ["an event without changes", reported("population", []), "malformed-event", "detail.changes"],
    [
      "a fact nobody defined",
      reported("population", [{ person: "p-1", asOf: "2022-07-01", set: { shoeSize: 42 } }]),
      "unknown-fact",
      "set.shoeSize",
    ],
    [
      "a day to come",
      reported("population", [{ person: "p-1", asOf: "2202-07-01", set: { sex: "female" } }]),
      "future-date",
      "asOf",
    ],
  ])("%s: never blocks the queue", async (_what, body, code, field) => {
    const system = pipeline();
    expect(await system.run(body)).toEqual([]);
    expect(system.quarantined()).toMatchObject([{ code, problems: [{ field }] }]);
  });

  it("is never a crash, whatever a source sends", async () => {
    const change = fc.oneof(
      fc.anything(),
      fc.record(
        {
          person: fc.anything(),
          household: fc.anything(),
          asOf: fc.anything(),
          set: fc.anything(),
          unset: fc.anything(),
        },
        { requiredKeys: [] },
      ),
    );
    const event = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({
          source: fc.constantFrom("population", "human-resources", "x"),
          id: fc.oneof(fc.string(), fc.constant("e-1")),
          sequence: fc.oneof(fc.integer(), fc.constant(1)),
          changes: fc.array(change, { maxLength: 3 }),
        })
        .map(({ source, ...detail }) =>
          JSON.stringify({ source, "detail-type": "household.changed.v1", detail }, (_key, value) =>
            typeof value === "bigint" ? String(value) : value,
          ),
        ),
    );
    await fc.assert(
      fc.asyncProperty(event, async (body) => {
        const system = pipeline();
        expect(await system.run(body)).toEqual([]);
        for (const { problems } of system.quarantined()) expect(problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe("trouble with one household", () => {
  it("is retried for its own message, and the others are done", async () => {
    const system = pipeline({
      faults: (call, subject) =>
        call === "write" && subject === "h-2" ? { error: new Error("Throttled") } : undefined,
    });
    const failed = await system.run(...family("h-1", [0, 0]), ...family("h-2", [0, 0]), ...family("h-3", [0, 0]));
    expect(failed).toEqual([3, 4, 5]);
    expect(
      system
        .notices()
        .map(({ household }) => household)
        .sort(),
    ).toEqual(["h-1", "h-3"]);
  });

  it("such as an item that cannot be read does not hold up its neighbours", async () => {
    const system = pipeline();
    system.items.set("h-2", { version: 3, state: Buffer.from("broken") });
    const failed = await system.run(...family("h-1", [0, 0]), ...family("h-2", [0, 0]));
    expect(failed).toEqual([3, 4, 5]);
    expect(system.household("h-1")?.version).toBe(1);
  });

  it("such as a faster writer is resolved from what that writer left", async () => {
    const system = pipeline();
    await system.run(...family("h-1", comfortable));
    let raced = false;
    const racing = pipeline({
      faults: (call, subject) => {
        if (call !== "write" || subject !== "h-1" || raced) return undefined;
        raced = true;
        const other = system.household("h-1");
        if (!other) throw new Error("h-1 is not stored");
        racing.items.set("h-1", { version: 7, state: racing.items.get("h-1")?.state ?? new Uint8Array() });
        return undefined;
      },
    });
    for (const [id, item] of system.items) racing.items.set(id, item);
    for (const [id, item] of system.persons) racing.persons.set(id, item);
    expect(await racing.run(dismissed("p-1-0"), dismissed("p-1-1"))).toEqual([]);
    expect(racing.household("h-1")?.version).toBe(8);
    expect(racing.notices()).toHaveLength(1);
  });
});

describe("a stale reading", () => {
  it("is found out by the write, and the change goes on top of what is there by now", async () => {
    const system = pipeline();
    await system.run(...family("h-1", comfortable));
    system.growStale();
    await system.run(dismissed("p-1-0"));
    const { version = 0 } = system.household("h-1") ?? {};
    expect(await system.run(dismissed("p-1-1"))).toEqual([]);
    expect(system.household("h-1")?.version).toBe(version + 1);
    expect(system.log.at(-1)).toMatchObject({ conflicts: 1, written: 1 });
    expect(system.notices()).toHaveLength(1);
  });

  it("of a person who has moved leaves no fact with the former household", async () => {
    const system = pipeline();
    await system.run(...family("h-1", comfortable), ...family("h-2", comfortable));
    system.growStale();
    await system.run(reported("population", [{ person: "p-1-1", asOf: "2022-06-20", set: { household: "h-2" } }]));
    expect(await system.run(dismissed("p-1-1"))).toEqual([]);
    expect(Object.keys(system.household("h-1")?.members ?? {})).toEqual(["p-1-0"]);
    expect(system.household("h-2")?.members["p-1-1"]).toMatchObject({ employment: { value: "unemployed" } });
  });

  it("never hides what waits to be told from a change that comes again", async () => {
    let refusing = false;
    const system = pipeline({ queueFaults: () => refusing });
    await system.run(...family("h-1", [1200, 3000]));
    system.growStale();
    refusing = true;
    const change = dismissed("p-1-1");
    expect(await system.run(change)).toEqual([0]);
    refusing = false;
    expect(await system.run(change)).toEqual([]);
    expect(system.notices()).toMatchObject([{ revision: 1, status: "open" }]);
  });
});

describe("a crash between the household write and the sending", () => {
  it("loses nothing: the change delivered again sends the notice, once", async () => {
    let refusing = true;
    const system = pipeline({ queueFaults: () => refusing });
    const events = family("h-1", [0, 0]);
    expect(await system.run(...events)).toEqual([0, 1, 2]);
    expect(system.notices()).toEqual([]);
    expect(system.items.get("h-1")?.outboxSince).toBeDefined();
    refusing = false;
    expect(await system.run(...events)).toEqual([]);
    expect(system.notices()).toMatchObject([{ revision: 1, status: "open" }]);
    expect(system.items.get("h-1")?.outboxSince).toBeUndefined();
    await system.run(...events);
    expect(system.notices()).toHaveLength(1);
  });

  it("holds for a crash at any call: every notice is sent, and none is raised twice", async () => {
    const events = [...family("h-1", [0, 0]), ...family("h-2", comfortable), dismissed("p-2-0"), dismissed("p-2-1")];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(40), { maxLength: 4 }), fc.boolean(), async (crashes, afterwards) => {
        let calls = 0;
        const system = pipeline({
          faults: () => {
            calls += 1;
            return crashes.includes(calls) ? { error: new Error("stopped"), afterwards } : undefined;
          },
        });
        for (let delivery = 0; delivery < 8; delivery += 1) {
          try {
            const failed = await system.run(...events);
            if (failed.length === 0) break;
          } catch {
            // The whole batch comes again.
          }
        }
        const raised = new Set(system.notices().map(({ notice, revision }) => `${notice} ${revision}`));
        expect(raised.size).toBe(2);
        expect([...system.items.values()].filter(({ outboxSince }) => outboxSince)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe("privacy", () => {
  it("keeps facts out of the outreach queues and the log", async () => {
    const system = pipeline();
    await system.run(...family("h-1", [777.77, 0]));
    const said = JSON.stringify([system.notices(), system.log]);
    expect(said).not.toContain("777.77");
    expect(said).not.toContain("1985-03-01");
  });
});
