import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CharityReferral } from "#events/charity-referral.ts";
import { type HouseholdChanged, householdChanged } from "#events/household-changed.ts";
import type { OutreachNotice } from "#events/outreach-notice.ts";
import { deliver } from "#functions/deliver/deliver.ts";
import { reportOutcomes } from "#functions/report-outcomes/report-outcomes.ts";
import { stateOf } from "#outreach/case.ts";
import type { CaseStore, CommandResult } from "#outreach/case-store.ts";
import type { CaseCommand } from "#outreach/decide-case.ts";
import { type ReportOutcomes, workCase } from "#outreach/work-case.ts";
import { casesTable } from "#stores/cases-table.ts";
import { queueRecord } from "#test/fakes/queue-record.ts";
import { family, pipeline, reported } from "../evaluate/pipeline.ts";
import { casesOnDynalite } from "../stores/cases-on-dynalite.ts";

let on: Awaited<ReturnType<typeof casesOnDynalite>>;
beforeAll(async () => {
  on = await casesOnDynalite();
});
afterAll(() => on.close());

/** evaluate, deliver and the desk as one system, on a clock of its own; the bus may be out of reach. */
function wholeLoop(village: string) {
  const system = pipeline();
  const now = () => new Date(`${system.clock.today}T10:00:00+08:00`);
  const cases: CaseStore = casesTable(on.client, on.table, now);
  const onBus: HouseholdChanged[] = [];
  const referrals: CharityReferral[] = [];
  const bus = { reachable: true };
  const report: ReportOutcomes = async (reports) => {
    if (!bus.reachable) throw new Error("the bus is not to be reached");
    for (const { detailType, detail } of reports) {
      if (detailType === householdChanged) onBus.push(detail);
      else referrals.push(detail);
    }
    return new Set();
  };
  let told = 0;
  let keys = 0;
  const messages = (notices: readonly OutreachNotice[]) => ({
    Records: notices.map((notice, index) => queueRecord({ messageId: `m-${index}`, body: JSON.stringify(notice) })),
  });
  return {
    cases,
    bus,
    /** What the charity platform has got. */
    referrals,
    clock: system.clock,
    now,
    /** Everything in the queues goes its way, until nothing is left to do. */
    async settle() {
      for (;;) {
        const notices = system.notices().slice(told);
        told += notices.length;
        await deliver(messages(notices), { cases, log: async () => {} });
        const reports = onBus.splice(0);
        for (const each of reports) await system.run(reported("desk", [...each.changes], each));
        if (notices.length + reports.length === 0) return;
      }
    },
    /** A day on which watch looks at the household again, where its day has come. */
    async morningOf(day: string, household: string) {
      system.clock.today = day;
      const due = system.household(household)?.watch.some((point) => "on" in point && point.on <= day);
      if (due) await system.run({ type: "households.due", households: [household] });
      await this.settle();
    },
    run: system.run,
    notices: system.notices,
    async open() {
      return (await cases.listOffice({ office: village }, { limit: 50 })).rows;
    },
    async work(id: string, command: CaseCommand): Promise<CommandResult> {
      keys += 1;
      const expected = (await cases.get(id))?.revision ?? 0;
      return workCase({ cases, report }, id, { command, expected, key: `k-${keys}` });
    },
    reportWhatWasLeft: () =>
      reportOutcomes({ cases, report, now: () => new Date(now().getTime() + 3_600_000), log: async () => {} }),
  };
}

const by = "s-wang";

describe("from a change to the door and back", () => {
  it("a family in need whom no programme helps is referred to charity, also when the bus could not be told at once", async () => {
    const village = "330106001019";
    const loop = wholeLoop(village);
    await loop.run(...family("h-need", [0, 0], village));
    await loop.settle();
    const id = (await loop.open())[0]?.case ?? "";
    loop.bus.reachable = false;
    await loop.work(id, { kind: "close", by, outcome: "not-eligible-property", needSeen: true });
    expect(await loop.work(id, { kind: "refer", by })).toMatchObject({ status: "done", case: { charity: "referred" } });
    loop.bus.reachable = true;
    await loop.reportWhatWasLeft();
    await loop.settle();
    expect(loop.referrals).toMatchObject([{ household: "h-need", status: "open", notice: id, revision: 3 }]);
    // The outcome that was told with it closed the notice as well.
    expect(await loop.open()).toEqual([]);
    expect((await loop.cases.history(id)).map(({ kind }) => kind)).toEqual([
      "raised",
      "closed",
      "referred",
      "withdrawn",
    ]);
    await loop.work(id, { kind: "reopen", by, reason: "closed-by-mistake" });
    expect(loop.referrals.at(-1)).toMatchObject({ status: "withdrawn", revision: 5 });
    const counts = await loop.cases.counts(village, { now: loop.now(), today: loop.clock.today });
    expect(counts.cases.map(({ need }) => need)).toEqual([undefined]);
  });

  it("a family that declines is left alone until its period is over, and then found again", async () => {
    const village = "330106001011";
    const loop = wholeLoop(village);
    await loop.run(...family("h-loop1", [0, 0], village));
    await loop.settle();
    const [waiting, ...others] = await loop.open();
    expect(others).toEqual([]);
    expect(waiting).toMatchObject({ household: "h-loop1", role: "assistance-worker", urgency: "normal" });
    const id = waiting?.case ?? "";

    await loop.work(id, { kind: "claim", by });
    await loop.work(id, { kind: "contact", by, way: "visit", reached: true });
    expect(await loop.work(id, { kind: "close", by, outcome: "refused-no-need" })).toMatchObject({ status: "done" });
    await loop.settle();
    expect(await loop.open()).toEqual([]);
    const closed = await loop.cases.get(id);
    expect(closed).toMatchObject({ noticeStatus: "withdrawn", why: "closed", outcome: { code: "refused-no-need" } });
    expect(closed && stateOf(closed, loop.now())).toBe("closed");
    expect((await loop.cases.history(id)).map(({ kind }) => kind)).toEqual([
      "raised",
      "claimed",
      "contacted",
      "closed",
      "withdrawn",
    ]);

    const declined = new Set(closed?.outcome?.programmes);
    const toldAgain = async () =>
      (await loop.open())
        .flatMap(({ programmes }) => programmes.map((each) => each.id))
        .filter((each) => declined.has(each));
    for (const day of ["2022-07-05", "2022-10-01", "2022-12-31"]) {
      await loop.morningOf(day, "h-loop1");
      await loop.run(reported("human-resources", [{ person: "p-loop1-0", asOf: day, set: { monthlyIncome: 10 } }]));
      await loop.settle();
      expect([day, await toldAgain()]).toEqual([day, []]);
    }
    await loop.morningOf("2023-01-01", "h-loop1");
    expect(await toldAgain()).toContain("minimum-living-guarantee");
    expect((await loop.open()).map((row) => row.case)).not.toContain(id);
  });

  it("an outcome found without signal, and a bus out of reach, lose nothing: the family is recalled in the end", async () => {
    const village = "330106001012";
    const loop = wholeLoop(village);
    await loop.run(...family("h-loop2", [0, 0], village));
    await loop.settle();
    const id = (await loop.open())[0]?.case ?? "";
    loop.bus.reachable = false;
    await loop.work(id, { kind: "close", by, outcome: "applied-helped", on: "2022-07-04T09:00:00+08:00" });
    await loop.settle();
    expect(loop.notices().at(-1)?.status).toBe("open");
    await expect(loop.reportWhatWasLeft()).rejects.toThrow();
    loop.bus.reachable = true;
    await loop.reportWhatWasLeft();
    await loop.settle();
    expect(loop.notices().at(-1)).toMatchObject({ status: "withdrawn", why: "closed" });
    const enrolments = (await loop.cases.get(id))?.outcome?.programmes;
    await loop.run(reported("rescue", [{ household: "h-loop2", asOf: "2022-07-04", set: { enrolments } }]));
    await loop.settle();
    const counts = await loop.cases.counts("330106001012", { now: loop.now(), today: loop.clock.today });
    expect(counts.cases).toMatchObject([{ state: "closed", outcome: "applied-helped", received: true, count: 1 }]);
  });

  it("a family that has moved is visited by nobody there, and by the worker of its new village once that is known", async () => {
    const village = "330106001013";
    const loop = wholeLoop(village);
    await loop.run(...family("h-loop3", [0, 0], village));
    await loop.settle();
    await loop.work((await loop.open())[0]?.case ?? "", { kind: "close", by, outcome: "moved-away" });
    await loop.settle();
    expect(await loop.open()).toEqual([]);
    const home = "330203001099";
    await loop.run(reported("population", [{ household: "h-loop3", asOf: "2022-07-04", set: { area: home } }]));
    await loop.settle();
    const elsewhere = await loop.cases.listOffice({ office: home }, { limit: 5 });
    expect(elsewhere.rows).toMatchObject([{ household: "h-loop3", office: home }]);
  });
});
