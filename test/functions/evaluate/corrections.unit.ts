import { describe, expect, it } from "vitest";
import { knownFacts } from "#household/known-facts.ts";
import { family, pipeline, reported } from "./pipeline.ts";

type System = ReturnType<typeof pipeline>;

function known(system: System, household: string) {
  const stored = system.household(household);
  if (!stored) throw new Error(`${household} is not stored`);
  return knownFacts(stored, system.clock.today);
}

/** What is known of a person who lives in a household. */
function factsOf(system: System, household: string, person: string) {
  return known(system, household).members.find((member) => member.person === person)?.facts;
}

const death = reported("population", [{ person: "p-1-0", asOf: "2022-06-20", set: { deceased: true } }], {
  id: "death-1",
  sequence: 900,
});
const mistakenDeath = reported(
  "population",
  [
    {
      person: "p-1-0",
      asOf: "2022-07-01",
      unset: ["deceased"],
      supersedes: { id: "death-1", sequence: 900, asOf: "2022-06-20" },
    },
  ],
  { id: "no-death-1", sequence: 901 },
);

describe("a report taken back by its source", () => {
  it("such as a mistaken death leaves the person as before, in whatever order both arrive", async () => {
    for (const order of [
      [death, mistakenDeath],
      [mistakenDeath, death],
      [mistakenDeath, death, mistakenDeath, death],
    ]) {
      const system = pipeline();
      await system.run(...family("h-1", [0, 0]));
      for (const event of order) await system.run(event);
      expect(factsOf(system, "h-1", "p-1-0")).toMatchObject({ deceased: false, monthlyIncome: 0 });
      const latest = system.notices().at(-1);
      expect(latest?.status).toBe("open");
      expect(latest?.programmes.map(({ id }) => id)).toContain("minimum-living-guarantee");
    }
  });

  it("recalls the visit while the death stands, and raises it again once it is taken back", async () => {
    const system = pipeline();
    await system.run(...family("h-1", [0]));
    await system.run(death);
    expect(system.notices().at(-1)).toMatchObject({ status: "withdrawn", revision: 2 });
    await system.run(mistakenDeath);
    expect(system.notices().at(-1)).toMatchObject({ status: "open", revision: 3 });
  });

  it("undoes no more than it names: other facts of that event, and later reports, stand", async () => {
    const system = pipeline();
    await system.run(...family("h-1", [3000, 3000]));
    await system.run(
      reported(
        "human-resources",
        [{ person: "p-1-0", asOf: "2022-06-15", set: { monthlyIncome: 100, employment: "unemployed" } }],
        { id: "wrong", sequence: 50 },
      ),
      reported("human-resources", [{ person: "p-1-1", asOf: "2022-06-16", set: { monthlyIncome: 200 } }]),
      reported(
        "human-resources",
        [
          {
            person: "p-1-0",
            asOf: "2022-06-10",
            set: { monthlyIncome: 2900 },
            supersedes: { id: "wrong", sequence: 50, asOf: "2022-06-15" },
          },
        ],
        { id: "right", sequence: 51 },
      ),
    );
    expect(factsOf(system, "h-1", "p-1-0")).toMatchObject({ monthlyIncome: 2900, employment: "unemployed" });
    expect(factsOf(system, "h-1", "p-1-1")).toMatchObject({ monthlyIncome: 200 });
  });

  it("such as a mistaken move brings the person back with all that is known", async () => {
    const move = reported("population", [{ person: "p-1-0", asOf: "2022-06-20", set: { household: "h-2" } }], {
      id: "move",
      sequence: 70,
    });
    const mistake = reported(
      "population",
      [
        {
          person: "p-1-0",
          asOf: "2022-06-21",
          unset: ["household"],
          supersedes: { id: "move", sequence: 70, asOf: "2022-06-20" },
        },
      ],
      { id: "no-move", sequence: 71 },
    );
    const system = pipeline();
    await system.run(...family("h-1", [500, 600]), ...family("h-2", [700]));
    await system.run(move);
    expect(known(system, "h-2").members.map(({ person }) => person)).toEqual(["p-1-0", "p-2-0"]);
    await system.run(mistake);
    expect(known(system, "h-2").members.map(({ person }) => person)).toEqual(["p-2-0"]);
    expect(factsOf(system, "h-1", "p-1-0")).toMatchObject({ monthlyIncome: 500 });
  });

  it("must name another event than itself", async () => {
    const system = pipeline();
    await system.run(
      reported(
        "population",
        [
          {
            person: "p-1-0",
            asOf: "2022-06-20",
            unset: ["deceased"],
            supersedes: { id: "self", sequence: 1, asOf: "2022-06-20" },
          },
        ],
        { id: "self", sequence: 1 },
      ),
    );
    expect(system.quarantined()).toMatchObject([
      { code: "malformed-change", problems: [{ field: "supersedes.id", expected: "the event that it corrects" }] },
    ]);
  });
});

describe("a fact that may be known only with the family's authorisation", () => {
  const savings = (authorisation?: { id: string; until: string }) =>
    reported("authorised-check", [
      {
        household: "h-1",
        asOf: "2022-06-20",
        set: { savings: 1000, vehicles: 0 },
        ...(authorisation && { authorisation }),
      },
    ]);

  it("is set aside without one, and nothing else of the change with it", async () => {
    const system = pipeline();
    await system.run(...family("h-1", [0]), savings());
    expect(known(system, "h-1").facts).not.toHaveProperty("savings");
    expect(system.quarantined()).toMatchObject([
      { code: "not-authorised", problems: [{ field: "authorisation" }, {}] },
    ]);
  });

  it("is known until the authorisation's last day, and is looked at again on the day after", async () => {
    const system = pipeline();
    await system.run(...family("h-1", [0]), savings({ id: "a-17", until: "2022-07-10" }));
    expect(known(system, "h-1").facts).toMatchObject({ savings: 1000 });
    expect(system.household("h-1")?.watch).toContainEqual({ on: "2022-07-11" });
    system.clock.today = "2022-07-10";
    expect(known(system, "h-1").facts).toMatchObject({ savings: 1000 });
    system.clock.today = "2022-07-11";
    expect(known(system, "h-1").facts).not.toHaveProperty("savings");
  });
});

describe("a family that lives elsewhere than it is registered", () => {
  it("is visited where it lives, and the town of registration is told", async () => {
    const system = pipeline();
    await system.run(
      ...family("h-1", [0, 0]),
      reported("population", [{ household: "h-1", asOf: "2022-06-01", set: { registeredArea: "330203002001" } }]),
    );
    expect(system.notices().map(({ area, role, copy = false }) => ({ area, role, copy }))).toEqual([
      { area: "330106001001", role: "assistance-worker", copy: false },
      { area: "330203002", role: "civil-affairs-clerk", copy: true },
    ]);
  });

  it("is told of as one thing to the clerk who stands behind several workers", async () => {
    const system = pipeline();
    await system.run(
      ...family("h-1", [0, 0]),
      reported("population", [
        { household: "h-1", asOf: "2022-06-01", set: { registeredArea: "330203002001" } },
        { person: "p-1-0", asOf: "2022-06-02", set: { birthDate: "1935-03-01" } },
      ]),
    );
    const copies = system.notices().filter(({ copy }) => copy);
    expect(copies).toHaveLength(1);
    expect(copies[0]?.programmes.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["minimum-living-guarantee", "longevity-allowance"]),
    );
  });

  it("is told of once where it is registered in the same town", async () => {
    const system = pipeline();
    await system.run(
      ...family("h-1", [0, 0]),
      reported("population", [{ household: "h-1", asOf: "2022-06-01", set: { registeredArea: "330106001002" } }]),
    );
    expect(system.notices()).toHaveLength(1);
  });
});
