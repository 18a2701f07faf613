import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OutcomeCode } from "#events/case-vocabulary.ts";
import type { OutreachNotice } from "#events/outreach-notice.ts";
import { type Case, type HistoryEntry, withNotice } from "#outreach/case.ts";
import { type CaseCommand, decideCase } from "#outreach/decide-case.ts";
import { outcomeReport } from "#outreach/outcome-report.ts";
import { family, pipeline, reported } from "./pipeline.ts";

type System = ReturnType<typeof pipeline>;

function latest(system: System): OutreachNotice {
  const notice = system.notices().at(-1);
  if (!notice) throw new Error("no notice was sent");
  return notice;
}

/** The desk's report that a notice was closed, or opened again. */
function closing(notice: OutreachNotice, command: Omit<CaseCommand & { kind: "close" }, "by" | "kind">, at: string) {
  return reportOf(notice, [{ kind: "close", by: "s-wang", ...command }], at);
}

function reportOf(notice: OutreachNotice, commands: readonly CaseCommand[], at: string) {
  const now = new Date(at);
  let known: Case | undefined = withNotice(undefined, notice, new Date("2022-07-01T00:00:00Z"))?.case;
  let entry: HistoryEntry | undefined;
  for (const [index, command] of commands.entries()) {
    const decision: ReturnType<typeof decideCase> | undefined = known && decideCase(known, command, now);
    if (!decision || "refused" in decision) throw new Error(`${command.kind} was refused`);
    known = decision.case;
    entry = { number: index + 2, at: now.toISOString(), ...decision.event };
  }
  const report = known && entry && outcomeReport(known, entry);
  if (!report) throw new Error("nothing to report");
  return reported("desk", [...report.changes], report);
}

const morning = "2022-07-04T08:00:00+08:00";

describe("what staff found", () => {
  it("closes the notice, and nothing is told again before the quiet period is over", async () => {
    const system = pipeline();
    await system.run(...family("h-1", [0, 0]));
    const first = latest(system);
    await system.run(closing(first, { outcome: "refused-no-need" }, morning));
    expect(latest(system)).toMatchObject({ notice: first.notice, status: "withdrawn", why: "closed", revision: 2 });
    const said = system.notices().length;
    system.clock.today = "2022-12-31";
    await system.run({ type: "households.due", households: ["h-1"] });
    expect(system.notices()).toHaveLength(said);
    expect(system.household("h-1")?.watch).toContainEqual({ on: expect.stringMatching(/^2022-|^2023-01-01$/) });
    system.clock.today = "2023-01-01";
    await system.run({ type: "households.due", households: ["h-1"] });
    const next = latest(system);
    expect(next).toMatchObject({ status: "open", due: "2023-01-08" });
    expect(next.notice).not.toBe(first.notice);
  });

  it("by mistake is taken back: the same notice is open again", async () => {
    const system = pipeline();
    await system.run(...family("h-1", [0]));
    const first = latest(system);
    const close: CaseCommand = { kind: "close", by: "s-wang", outcome: "refused-no-need" };
    await system.run(reportOf(first, [close], morning));
    await system.run(
      reportOf(first, [close, { kind: "reopen", by: "s-town", reason: "other family" }], "2022-07-04T08:30:00+08:00"),
    );
    expect(latest(system)).toMatchObject({ notice: first.notice, status: "open", revision: 3 });
  });

  it("applied for and then received is told of the case, though it was closed", async () => {
    const system = pipeline();
    await system.run(...family("h-1", [0]));
    await system.run(closing(latest(system), { outcome: "applied-helped" }, morning));
    const enrolments = latest(system).status === "withdrawn" && system.notices()[0]?.programmes.map(({ id }) => id);
    await system.run(reported("rescue", [{ household: "h-1", asOf: "2022-07-04", set: { enrolments } }]));
    expect(latest(system)).toMatchObject({ status: "withdrawn", why: "received", revision: 3 });
  });

  it("not to be so goes to the list of corrections of the source that owns it, by name and without a value", async () => {
    const system = pipeline();
    await system.run(...family("h-1", [0]));
    const wrongFacts = ["person:p-1-0.monthlyIncome"];
    await system.run(closing(latest(system), { outcome: "data-wrong-fact", wrongFacts }, morning));
    expect(system.quarantined()).toMatchObject([
      {
        code: "found-wrong",
        source: "human-resources",
        problems: [{ field: "person:p-1-0.monthlyIncome" }],
        rejected: { household: "h-1" },
      },
    ]);
    expect(latest(system).status).toBe("withdrawn");
    await system.run(
      reported("human-resources", [{ person: "p-1-0", asOf: "2022-07-03", set: { monthlyIncome: 200 } }]),
    );
    expect(latest(system)).toMatchObject({ status: "open" });
  });

  it("is told by the desk alone", async () => {
    const system = pipeline();
    await system.run(...family("h-1", [0]));
    const { detail } = closing(latest(system), { outcome: "refused-no-need" }, morning);
    await system.run(reported("grid", [...detail.changes]));
    expect(system.quarantined()).toMatchObject([{ code: "not-the-owner", problems: [{ field: "outcome" }] }]);
    expect(latest(system).status).toBe("open");
  });
});

describe("a death the next morning", () => {
  it("recalls the visit and says so, and the family left behind is visited after a time", async () => {
    const system = pipeline();
    await system.run(...family("h-1", [0, 0]));
    system.clock.today = "2022-07-05";
    await system.run(reported("population", [{ person: "p-1-0", asOf: "2022-07-05", set: { deceased: true } }]));
    expect(latest(system)).toMatchObject({ status: "withdrawn", why: "deceased", programmes: [] });
    system.clock.today = "2022-07-13";
    await system.run({ type: "households.due", households: ["h-1"] });
    expect(latest(system)).toMatchObject({ status: "open" });
  });
});

describe("a family in an area that is no more", () => {
  it("is judged by the standards of the county that took it over, whose office is told", async () => {
    const system = pipeline();
    await system.run(...family("h-1", [0], "330103001002"));
    expect(latest(system)).toMatchObject({ status: "open", area: "330105", office: "330105" });
  });
});

describe("facts and outcomes", () => {
  it("end the same in whatever order they come and however often", async () => {
    const first = pipeline();
    await first.run(...family("h-1", [0, 0]));
    const notice = latest(first);
    const outcome = fc.constantFrom<OutcomeCode>(
      "refused-no-need",
      "applied-helped",
      "visit-blocked",
      "not-eligible-income",
    );
    const events = fc
      .record({ outcome, wages: fc.constantFrom(0, 300, 9000), area: fc.constantFrom("330106001001", "330106001002") })
      .map(({ outcome: code, wages, area }) => [
        closing(notice, { outcome: code }, morning),
        reported("human-resources", [{ person: "p-1-0", asOf: "2022-07-03", set: { monthlyIncome: wages } }]),
        reported("population", [{ household: "h-1", asOf: "2022-07-03", set: { area } }]),
      ]);
    await fc.assert(
      fc.asyncProperty(
        events.chain((all) =>
          fc.record({
            all: fc.constant(all),
            order: fc.shuffledSubarray([0, 1, 2, 0, 1], { minLength: 5, maxLength: 5 }),
          }),
        ),
        async ({ all, order }) => {
          const ends: unknown[] = [];
          for (const sequence of [
            [0, 1, 2],
            [...order, 2],
          ]) {
            const system = pipeline();
            await system.run(...family("h-1", [0, 0]));
            for (const index of sequence) await system.run(all[index] ?? {});
            ends.push(openOf(system));
          }
          expect(ends[1]).toEqual(ends[0]);
        },
      ),
      { numRuns: 30 },
    );
  });

  function openOf(system: System) {
    const newest = new Map<string, OutreachNotice>();
    for (const notice of system.notices()) {
      if ((newest.get(notice.notice)?.revision ?? 0) < notice.revision) newest.set(notice.notice, notice);
    }
    return [...newest.values()]
      .filter(({ status }) => status === "open")
      .map(({ revision: _revision, ...rest }) => rest);
  }
});
