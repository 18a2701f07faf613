import { PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OutreachNotice } from "#events/outreach-notice.ts";
import { AlreadyDone } from "#functions/errors.ts";
import { reportOutcomes } from "#functions/report-outcomes/report-outcomes.ts";
import type { LogLine } from "#functions/telemetry/log-catalogue.ts";
import { type CaseStore, UnknownCursor } from "#outreach/case-store.ts";
import type { DeskEvent } from "#outreach/desk-events.ts";
import { type ReportOutcomes, workCase } from "#outreach/work-case.ts";
import { casesTable } from "#stores/cases-table.ts";
import { hoursLater, noticeOf, programmeOf, raisedAt } from "../outreach/cases.ts";
import { casesOnDynalite } from "./cases-on-dynalite.ts";

let on: Awaited<ReturnType<typeof casesOnDynalite>>;
let cases: CaseStore;
beforeAll(async () => {
  on = await casesOnDynalite();
  cases = casesTable(on.client, on.table, () => raisedAt);
});
afterAll(() => on.close());

const by = "s-wang";
let made = 0;
async function raised(about: Partial<OutreachNotice> = {}): Promise<string> {
  made += 1;
  const notice = `n-${made}`;
  await cases.apply(noticeOf({ notice, ...about }));
  return notice;
}

describe("a case in its table", () => {
  it("takes newer revisions of its notice over older ones, and keeps what staff did", async () => {
    const id = await raised();
    await cases.execute(id, { command: { kind: "claim", by }, expected: 0, key: "k-1" });
    await cases.apply(noticeOf({ notice: id, revision: 3, status: "withdrawn", why: "deceased" }));
    const late = noticeOf({ notice: id, revision: 2, programmes: [programmeOf("temporary-assistance")] });
    await cases.apply(late);
    await expect(cases.apply(late)).rejects.toThrow(AlreadyDone);
    expect(await cases.get(id)).toMatchObject({
      noticeRevision: 3,
      noticeStatus: "withdrawn",
      why: "deceased",
      revision: 1,
      claim: { by },
      programmes: [{ id: "temporary-assistance" }],
    });
    expect((await cases.history(id)).map(({ number, kind }) => `${number} ${kind}`)).toEqual([
      "1 raised",
      "2 claimed",
      "3 withdrawn",
      "4 raised",
    ]);
  });

  it("does a command once, however often it is sent", async () => {
    const id = await raised();
    const request = {
      command: { kind: "contact", by, way: "phone", reached: true },
      expected: 0,
      key: "k-1",
    } as const;
    const first = await cases.execute(id, request);
    await cases.execute(id, { command: { kind: "release", by }, expected: 1, key: "k-2" });
    const again = await cases.execute(id, request);
    expect(first).toMatchObject({ status: "done", repeated: false, entry: { kind: "contacted", number: 2 } });
    expect(again).toMatchObject({ status: "done", repeated: true, entry: { kind: "contacted", number: 2 } });
    expect(await cases.get(id)).toMatchObject({ contacts: 1, revision: 2 });
    const other = await cases.execute(id, { ...request, command: { kind: "claim", by } });
    expect(other.status).toBe("key-reused");
  });

  it("tells who comes second that somebody was faster", async () => {
    const id = await raised();
    const outcomes = await Promise.all(
      ["s-1", "s-2", "s-3", "s-4"].map((each) =>
        cases.execute(id, { command: { kind: "claim", by: each }, expected: 0, key: `k-${each}` }),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["conflict", "conflict", "conflict", "done"]);
    expect(await cases.execute("n-none", { command: { kind: "claim", by }, expected: 0, key: "k" })).toEqual({
      status: "unknown-case",
    });
  });

  it("loses no entry when a writer dies before it has given the newest its own item", async () => {
    const id = await raised();
    for (let expected = 0; expected < 4; expected += 1) {
      const kind = expected % 2 === 0 ? "claim" : "release";
      await cases.execute(id, { command: { kind, by }, expected, key: `k-${expected}` });
    }
    const history = await cases.history(id);
    expect(history.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    const { Items = [] } = await on.client.send(new ScanCommand({ TableName: on.table }));
    const filed = Items.filter((item) => item["case"]?.S === id && item["part"]?.S !== "case");
    // The newest is still with the case alone, and told all the same.
    expect(filed).toHaveLength(4);
  });
});

describe("an outcome that waits to be reported", () => {
  const close = { command: { kind: "close", by, outcome: "refused-no-need" }, expected: 0, key: "k-1" } as const;
  const later = hoursLater(1).toISOString();
  const waiting = async () => {
    const found = [];
    for await (const some of cases.unreported(later)) found.push(...some);
    return found.map((each) => `${each.case.case} ${each.entry.kind}`);
  };

  it("is found until it is, whatever becomes of the case in between", async () => {
    const id = await raised();
    await cases.execute(id, close);
    await cases.apply(noticeOf({ notice: id, revision: 2, status: "withdrawn", why: "closed" }));
    expect(await waiting()).toContain(`${id} closed`);
    await cases.markReported(id, 2);
    expect(await waiting()).not.toContain(`${id} closed`);
    expect((await cases.history(id)).map(({ kind }) => kind)).toEqual(["raised", "closed", "withdrawn"]);
  });

  it("and was taken back meanwhile is reported as taken back", async () => {
    const id = await raised();
    await cases.execute(id, close);
    await cases.execute(id, { command: { kind: "reopen", by, reason: "by mistake" }, expected: 1, key: "k-2" });
    await cases.markReported(id, 2);
    expect(await waiting()).toContain(`${id} reopened`);
  });

  it("is reported as soon as the bus can be reached, by whoever closes the case or by the run that looks after it", async () => {
    const id = await raised();
    const bus: DeskEvent["detail"][] = [];
    let reachable = false;
    const report: ReportOutcomes = async (reports) => {
      if (!reachable) throw new Error("the bus is not to be reached");
      bus.push(...reports.map(({ detail }) => detail));
      return new Set();
    };
    expect(await workCase({ cases, report }, id, close)).toMatchObject({ status: "done" });
    const lines: LogLine[] = [];
    const run = { cases, report, now: () => hoursLater(2), log: async (line: LogLine) => void lines.push(line) };
    await expect(reportOutcomes(run)).rejects.toThrow("not to be reached");
    reachable = true;
    await reportOutcomes(run);
    await reportOutcomes(run);
    expect(bus.filter((each) => "id" in each && each.id.startsWith(`${id}-`))).toMatchObject([
      { changes: [{ household: "h-204", outcome: { notice: id, code: "refused-no-need" } }] },
    ]);
    expect(lines.at(-1)).toMatchObject({ overdueOutcomes: 0, reported: 0 });
    const other = await raised();
    await workCase({ cases, report }, other, close);
    expect(bus.at(-1)).toMatchObject({ id: `${other}-2` });
    expect(await waiting()).not.toContain(`${other} closed`);
  });
});

describe("lists of cases", () => {
  it("hold an office's open cases by urgency, money at stake and the day they are due", async () => {
    const office = "330106001077";
    const amount = (yuan: number) => ({ programmes: [programmeOf("minimum-living-guarantee", { amount: yuan })] });
    const normal = await raised({ area: office, ...amount(900) });
    const urgent = await raised({ area: office, urgency: "urgent", ...amount(10) });
    const more = await raised({ area: office, ...amount(1000) });
    const later = await raised({ area: office, due: "2022-07-12", ...amount(900) });
    const childs = await raised({ area: office, role: "child-director" });
    await raised({ area: "330106001078" });
    const closed = await raised({ area: office });
    await cases.execute(closed, {
      command: { kind: "close", by, outcome: "applied-self" },
      expected: 0,
      key: "k",
    });
    const assistance = { office, role: "assistance-worker" };
    const { rows, cursor } = await cases.listOffice(assistance, { limit: 50 });
    expect(rows.map((row) => row.case)).toEqual([urgent, more, normal, later]);
    expect(cursor).toBeUndefined();
    const all = await cases.listOffice({ office }, { limit: 50 });
    expect(all.rows.map((row) => row.case)).toContain(childs);
    expect(all.rows).toHaveLength(5);
    const first = await cases.listOffice(assistance, { limit: 3 });
    const second = await cases.listOffice(assistance, { limit: 3, ...(first.cursor ? { cursor: first.cursor } : {}) });
    expect([...first.rows, ...second.rows].map((row) => row.case)).toEqual([urgent, more, normal, later]);
    const elsewhere = { office, role: "child-director" };
    await expect(cases.listOffice(elsewhere, { limit: 3, cursor: first.cursor ?? "" })).rejects.toThrow(UnknownCursor);
    await expect(cases.listOffice(assistance, { limit: 3, cursor: "e30" })).rejects.toThrow(UnknownCursor);
  });

  it("hold a town's open cases as a village's, whichever of its villages they are in", async () => {
    const amount = (yuan: number) => ({ programmes: [programmeOf("minimum-living-guarantee", { amount: yuan })] });
    const normal = await raised({ area: "330903101001", ...amount(900) });
    const urgent = await raised({ area: "330903101009", urgency: "urgent", ...amount(10) });
    const more = await raised({ area: "330903101005", ...amount(1000) });
    await raised({ area: "330903102001", urgency: "urgent" });
    const town = { area: "330903101", open: true };
    const first = await cases.listUnder(town, { limit: 2 });
    const second = await cases.listUnder(town, { limit: 2, ...(first.cursor ? { cursor: first.cursor } : {}) });
    expect([...first.rows, ...second.rows].map((row) => row.case)).toEqual([urgent, more, normal]);
  });

  it("under a town and a county hold what lies in them, and the counts of it", async () => {
    const mine = await raised({ area: "330902101001", household: "h-9", role: "child-director" });
    const next = await raised({ area: "330902101002", household: "h-9" });
    await raised({ area: "330902102001", status: "withdrawn" });
    const town = await cases.listUnder({ area: "330902101", open: true }, { limit: 10 });
    expect(town.rows.map((row) => row.case).sort()).toEqual([mine, next].sort());
    const village = await cases.listUnder({ area: "330902101002", open: true }, { limit: 10 });
    expect(village.rows.map((row) => row.case)).toEqual([next]);
    const done = await cases.listUnder({ area: "330902", open: false }, { limit: 10 });
    expect(done.rows).toHaveLength(1);
    const counts = await cases.counts("330902", { now: hoursLater(1), today: "2022-07-20" });
    expect(counts.cases.map(({ town: each, role, state, level, count }) => [each, role, state, level, count])).toEqual(
      expect.arrayContaining([
        ["330902101", "assistance-worker", "queued", "town", 1],
        ["330902101", "child-director", "queued", "town", 1],
        ["330902102", "assistance-worker", "withdrawn", "village", 1],
      ]),
    );
    expect((await cases.listHousehold("h-9")).map((row) => row.case).sort()).toEqual([mine, next].sort());
  });
});

it("an item that this code did not write is not taken for a case", async () => {
  await on.client.send(
    new PutItemCommand({
      TableName: on.table,
      Item: { case: { S: "n-odd" }, part: { S: "case" }, version: { N: "1" }, row: { S: "{}" }, entry: { S: "{}" } },
    }),
  );
  await expect(cases.get("n-odd")).rejects.toThrow();
});
