import { expect, it } from "vitest";
import type { Reminder } from "#events/reminder.ts";
import { remind } from "#functions/remind/remind.ts";
import type { CaseCounts } from "#outreach/count-cases.ts";
import { zhejiangDocument } from "#test/standards/zhejiang.ts";

it("a county that cannot be counted holds up no other, and the run is made again", async () => {
  const put: Reminder[] = [];
  const log: unknown[] = [];
  const overdue = (county: string): CaseCounts => ({
    byProgramme: [],
    hoursToReach: [],
    cases: [
      {
        town: `${county}001`,
        role: "assistance-worker",
        state: "queued",
        level: "town",
        overdue: true,
        reached: false,
        received: false,
        count: 3,
      },
    ],
  });
  const dependencies = {
    cases: {
      counts: async (county: string) => {
        if (county === "330203") throw new RangeError("too hot for h-204");
        return overdue(county);
      },
    },
    standardInForce: async () => zhejiangDocument(),
    put: async (reminders: readonly Reminder[]) => void put.push(...reminders),
    channel: "sms" as const,
    desk: "https://desk.example.org",
    now: () => new Date("2022-07-19T01:00:00Z"),
    log: async (line: unknown) => void log.push(line),
  };
  const counties = zhejiangDocument().areas.length;
  await expect(remind(dependencies)).rejects.toThrow(`1 of ${counties} counties`);
  expect(put).toHaveLength(counties - 1);
  expect(log).toEqual([
    { log: "reminders put", runs: 0, counties, reminders: counties - 1, failed: { RangeError: 1 } },
  ]);
});
