import { expect, it } from "vitest";
import { HouseholdsDue } from "#events/households-due.ts";
import { watch } from "#functions/watch/watch.ts";
import { family, pipeline } from "#test/functions/evaluate/pipeline.ts";

/** Runs watch once over households that wait, and gives the messages it put on the changes queue. */
async function watched(waiting: readonly string[][], now = "2022-07-04T09:00:00+08:00") {
  const sent: unknown[] = [];
  const asked: string[] = [];
  const log: unknown[] = [];
  await watch({
    environment: { HOUSEHOLDS_TABLE: "households", CHANGES_QUEUE_URL: "http://127.0.0.1:4566/000000000000/changes" },
    async *overdueOutboxes(before) {
      asked.push(before);
      yield* waiting;
    },
    async send(_queueUrl, messages) {
      sent.push(...messages.map(({ body }) => HouseholdsDue.parse(body)));
      return new Set();
    },
    now: () => new Date(now),
    log: (line) => log.push(line),
  });
  return { sent, asked, log };
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
  expect(log).toEqual([{ log: "households watched", runs: 1, overdueOutboxes: 131 }]);
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
