import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Household, newHousehold } from "#household/aggregate.ts";
import type { HouseholdStore } from "#household/household-store.ts";
import { neverRaised } from "#household/indexed.ts";
import { type EmbeddedAws, startEmbeddedAws } from "#local/embedded-aws.ts";
import { type FindHouseholds, householdsFound, shardsOf, type Wanted } from "#stores/households-found.ts";
import { householdsTable } from "#stores/households-table.ts";
import { named, stageNamed, synthesise } from "#test/infra/synthesised.ts";
import { writeAssembly } from "#test/local/assembly-under-test.ts";
import { type Clients, clientsOf } from "#test/local/clients.ts";

// The table is the one that the app declares: the names of its indexes and keys are written twice, there and here.
const folder = mkdtempSync(join(tmpdir(), "households-"));
let aws: EmbeddedAws;
let clients: Clients;
let store: HouseholdStore;
let find: FindHouseholds;

beforeAll(async () => {
  const { Type, Properties: declared } = named(
    synthesise(stageNamed("local")),
    "AWS::DynamoDB::Table",
    "TableName",
    "households",
  );
  // Its key lies beside it, and has no effect here.
  const { SSESpecification: _, ...Properties } = declared;
  const assembly = writeAssembly(join(folder, "assembly"), {
    data: { Resources: { Households: { Type, Properties } } },
  });
  aws = await startEmbeddedAws({ assembly, data: join(folder, "data"), port: 0 });
  clients = clientsOf(aws.endpoint);
  store = householdsTable(clients.dynamoDb, "households");
  find = householdsFound(clients.dynamoDb, "households");
});

afterAll(async () => {
  clients.close();
  await aws.stop();
  rmSync(folder, { recursive: true });
});

const at = "2022-07-04T01:00:00.000Z";
const county = "330106";

async function stored(id: string, watched: Pick<Household, "watch" | "indexed">): Promise<Household> {
  const household = { ...newHousehold(id), standards: "small@1", ...watched };
  expect(await store.write(household, at)).toBe("written");
  return { ...household, version: 1 };
}

async function found(wanted: Wanted, finder = find): Promise<string[]> {
  const ids: string[] = [];
  for (let shard = 0; shard < shardsOf(wanted); shard += 1) {
    let page = await finder(wanted, shard);
    ids.push(...page.households);
    while (page.end) {
      page = await finder(wanted, shard, page.end);
      ids.push(...page.households);
    }
  }
  return ids.sort();
}

describe("a household in the table", () => {
  it("is found on the day from which something may change for it, and on every later one", async () => {
    await stored("h-birthday", { watch: [{ on: "2022-08-01" }] });
    await stored("h-nothing-to-come", { watch: [] });
    expect(await found({ by: "calendar", until: "2022-07-31" })).toEqual([]);
    expect(await found({ by: "calendar", until: "2022-08-01" })).toEqual(["h-birthday"]);
    expect(await found({ by: "calendar", until: "2023-01-01" })).toEqual(["h-birthday"]);
  });

  it("leaves the calendar when it is judged on its day", async () => {
    const due = await stored("h-due", { watch: [{ on: "2021-08-01" }] });
    expect(await found({ by: "calendar", until: "2021-08-01" })).toEqual(["h-due"]);
    await store.write({ ...due, watch: [] }, at);
    expect(await found({ by: "calendar", until: "2021-08-01" })).toEqual([]);
  });

  it("is found in its area when the parameter reaches the value at which something changes for it", async () => {
    await stored("h-below", { watch: [], indexed: { area: county, raisedAt: 941.01, loweredAt: 940.99 } });
    await stored("h-little-above", { watch: [], indexed: { area: county, raisedAt: 970.34, loweredAt: 646.89 } });
    await stored("h-far-above", { watch: [], indexed: { area: county, raisedAt: 3000 } });
    await stored("h-never", { watch: [], indexed: { area: county, raisedAt: neverRaised } });
    await stored("h-elsewhere", { watch: [], indexed: { area: "330203", raisedAt: 950 } });
    expect(await found({ by: "raised", area: county, to: 970.33 })).toEqual(["h-below"]);
    expect(await found({ by: "raised", area: county, to: 1000 })).toEqual(["h-below", "h-little-above"]);
    expect(await found({ by: "lowered", area: county, to: 900 })).toEqual(["h-below"]);
    expect(await found({ by: "lowered", area: county, to: 600 })).toEqual(["h-below", "h-little-above"]);
    expect(await found({ by: "area", area: county })).toEqual(["h-below", "h-far-above", "h-little-above", "h-never"]);
  });

  it("is found page by page as well", async () => {
    const ids = Array.from({ length: 25 }, (_, index) => `h-page-${index}`);
    for (const id of ids) await stored(id, { watch: [], indexed: { area: "330383", raisedAt: 950 } });
    const byTwo = householdsFound(clients.dynamoDb, "households", 2);
    expect(await found({ by: "raised", area: "330383", to: 1000 }, byTwo)).toEqual(ids.sort());
  });

  it("keeps its place in the indexes when its notices are marked as sent", async () => {
    const before = await stored("h-sent", { watch: [{ on: "2020-01-01" }], indexed: { area: "3301", raisedAt: 950 } });
    const { found: read } = await store.read(["h-sent"], "fresh");
    expect(read.get("h-sent")).toEqual(before);
    await store.markSent(before);
    expect(await found({ by: "area", area: "3301" })).toEqual(["h-sent"]);
    expect(await found({ by: "calendar", until: "2020-01-01" })).toEqual(["h-sent"]);
  });
});
