import { expect, it } from "vitest";
import { HouseholdsDue } from "#events/households-due.ts";
import { SweepDue } from "#events/sweep-due.ts";
import { watch } from "#functions/watch/watch.ts";
import type { Sweep } from "#stores/sweeps-table.ts";
import { family, pipeline } from "#test/functions/evaluate/pipeline.ts";

/** Runs watch once over households that wait, and gives the messages it put on the changes queue. */
async function watched(waiting: readonly string[][], now = "2022-07-04T09:00:00+08:00", sweeps: Sweep[] = []) {
  const sent: unknown[] = [];
  const asked: string[] = [];
  const log: unknown[] = [];
  const woken: string[] = [];
  await watch({
    environment: {
      HOUSEHOLDS_TABLE: "households",
      STANDARDS_TABLE: "standards",
      STANDARD: "zhejiang",
      SWEEPS_TABLE: "sweeps",
      SWEEPS_QUEUE_URL: "http://127.0.0.1:4566/000000000000/sweeps",
      CHANGES_QUEUE_URL: "http://127.0.0.1:4566/000000000000/changes",
    },
    sweeps: async () => sweeps,
    beginSweeps: async () => ["standard-zhejiang@2022.8-2"],
    async *overdueOutboxes(before) {
      asked.push(before);
      yield* waiting;
    },
    async send(queueUrl, messages) {
      if (queueUrl.endsWith("/sweeps")) woken.push(...messages.map(({ body }) => SweepDue.parse(body).sweep));
      else sent.push(...messages.map(({ body }) => HouseholdsDue.parse(body)));
      return new Set();
    },
    now: () => new Date(now),
    log: async (line) => void log.push(line),
  });
  return { sent, asked, log, woken };
}

it("puts households whose notices have waited for an hour on the changes queue, a hundred a message", async () => {
  const many = Array.from({ length: 130 }, (_, index) => `h-${index}`);
  const { sent, asked, log } = await watched([many, ["h-x"]]);
  expect(asked).toEqual(["2022-07-04T00:00:00.000Z"]);
  expect(sent).toMatchObject([
    { households: { length: 100 } },
    { households: { length: 30 } },
    { households: ["h-x"] },
  ]);
  expect(log).toEqual([{ log: "households watched", runs: 1, overdueOutboxes: 131, stillSweeps: 0, sweepsBegun: 1 }]);
});

it("says nothing where nothing waits", async () => {
  expect((await watched([])).sent).toEqual([]);
});

it("brings a notice to its queue that a crash kept back, though its change never comes again", async () => {
  let broken = true;
  const system = pipeline({ queueFaults: () => broken });
  const failed = await system.run(...family("h-1", [0, 0]));
  expect(failed).not.toEqual([]);
  expect(system.notices()).toEqual([]);
  broken = false;
  const { sent } = await watched([["h-1"]]);
  expect(await system.run(...sent.map((message) => Object(message)))).toEqual([]);
  expect(system.notices()).toHaveLength(1);
  expect(await system.run(...sent.map((message) => Object(message)))).toEqual([]);
  expect(system.notices()).toHaveLength(1);
});

it("wakes a sweep of which nothing was heard for half an hour, unless it is paused or over", async () => {
  const sweep = (name: string, state: Sweep["state"], updatedAt: string): Sweep => ({
    sweep: name,
    reason: { by: "calendar", until: "2022-07-04" },
    state,
    progress: { pass: 1, shards: 3, found: [12] },
    startedAt: "2022-07-03T16:05:00.000Z",
    updatedAt,
    version: 4,
  });
  const { woken, log } = await watched([], "2022-07-04T09:00:00+08:00", [
    sweep("stuck", "running", "2022-07-04T00:29:59.000Z"),
    sweep("under-way", "running", "2022-07-04T00:31:00.000Z"),
    sweep("paused", "paused", "2022-07-03T16:06:00.000Z"),
    sweep("over", "finished", "2022-07-03T16:06:00.000Z"),
  ]);
  expect(woken).toEqual(["stuck"]);
  expect(log).toEqual([{ log: "households watched", runs: 1, overdueOutboxes: 0, stillSweeps: 1, sweepsBegun: 1 }]);
});
