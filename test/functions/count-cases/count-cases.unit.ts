import { expect, it } from "vitest";
import { countCases } from "#functions/count-cases/count-cases.ts";
import { parseEnvironment } from "#functions/count-cases/environment.ts";
import { RetryLater } from "#functions/errors.ts";
import type { LogLine } from "#functions/telemetry/log-catalogue.ts";
import { inMemoryCases } from "#test/fakes/in-memory-cases.ts";
import { hoursLater, noticeOf } from "#test/functions/outreach/cases.ts";
import { zhejiangDocument } from "#test/standards/zhejiang.ts";

const later = hoursLater(15 * 24);

async function countedWith(
  listUnder?: (area: string) => void,
  notices: readonly Parameters<typeof noticeOf>[0][] = [],
): Promise<{ lines: LogLine[]; error: unknown }> {
  const cases = inMemoryCases(() => hoursLater(0));
  await cases.apply(noticeOf());
  await cases.apply(noticeOf({ notice: "n-2", household: "h-205", area: "330203001001" }));
  for (const notice of notices) await cases.apply(noticeOf(notice));
  const lines: LogLine[] = [];
  const error: unknown = await countCases({
    cases: {
      listUnder: async (of, page) => {
        listUnder?.(of.area);
        return cases.listUnder(of, page);
      },
    },
    standardInForce: async () => zhejiangDocument(),
    childRoles: new Set(["child-director"]),
    now: () => later,
    log: async (line) => void lines.push(line),
  }).catch((reason: unknown) => reason);
  return { lines, error };
}

it("counts every case once, in its county", async () => {
  const { lines, error } = await countedWith();
  expect(error).toBeUndefined();
  expect(lines).toMatchObject([
    {
      ...{
        log: "cases counted",
        runs: 1,
        open: 2,
        unclaimedOverdue: 2,
        withoutCounty: 0,
        waiting: 0,
        villagesAboveBudget: 0,
        failed: {},
      },
      unclaimedOverdueIn: { "330106": 1, "330203": 1 },
    },
  ]);
});

it("counts apart the families of whom nobody knows in which county they live", async () => {
  const notices = ["33", "3302", "330106999999"].map((area, index) => ({
    ...{ notice: `n-1${index}`, household: `h-1${index}`, area },
  }));
  const { lines } = await countedWith(undefined, notices);
  expect(lines).toMatchObject([
    { open: 5, withoutCounty: 2, unclaimedOverdueIn: { "33": 1, "3302": 1, "330106": 2, "330203": 1 } },
  ]);
});

it("counts the other counties where one cannot be, and counts the run as none", async () => {
  const { lines, error } = await countedWith((area) => {
    if (area === "330106") throw new RetryLater("the table is throttled");
  });
  expect(error).toBeInstanceOf(RetryLater);
  expect(lines).toMatchObject([{ runs: 0, open: 1, unclaimedOverdueIn: { "330203": 1 }, failed: { RetryLater: 1 } }]);
});

it("names every setting it misses", () => {
  expect(() => parseEnvironment({})).toThrow(/CASES_TABLE[\s\S]*STANDARDS_TABLE[\s\S]*STANDARD[\s\S]*CHILD_ROLES/);
});
