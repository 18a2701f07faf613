import { describe, expect, test, vi } from "vitest";
import { nextRun, startSchedule } from "#local/schedule.ts";
import { scheduleTiming } from "#local/template/schedule-timing.ts";

describe("a schedule", () => {
  test.each([
    ["rate(15 minutes)", { everySeconds: 900 }],
    ["rate(1 hour)", { everySeconds: 3600 }],
    ["cron(5 16 * * ? *)", { dailyAtSecond: 57_900 }],
    ["cron(5 24 * * ? *)", undefined],
    ["cron(0/5 16 * * ? *)", undefined],
    ["at(2022-07-04T00:05:00)", undefined],
  ])("%s is read, or not covered", (expression, timing) => {
    expect(scheduleTiming(expression)).toEqual(timing);
  });

  test("of one minute of every day runs today if that is to come, and otherwise tomorrow", () => {
    const timing = { dailyAtSecond: 57_900 };
    expect(nextRun(timing, new Date("2022-07-04T16:04:59.999Z"))).toEqual(new Date("2022-07-04T16:05:00Z"));
    expect(nextRun(timing, new Date("2022-07-04T16:05:00Z"))).toEqual(new Date("2022-07-05T16:05:00Z"));
  });

  test("tells its queues at its minute of every day, with the moment that it was scheduled for", async () => {
    vi.useFakeTimers({ now: Date.parse("2022-07-04T16:04:00Z") });
    const told: string[] = [];
    const schedule = startSchedule({
      name: "daily",
      timing: { dailyAtSecond: 57_900 },
      instances: [],
      tell: (body) => told.push(JSON.parse(body).time),
      now: () => new Date(),
    });
    await vi.advanceTimersByTimeAsync(2 * 86_400_000);
    await schedule.stop();
    await vi.advanceTimersByTimeAsync(86_400_000);
    vi.useRealTimers();
    expect(told).toEqual(["2022-07-04T16:05:00Z", "2022-07-05T16:05:00Z"]);
  });
});
