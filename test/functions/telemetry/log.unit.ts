import { afterEach, expect, it, vi } from "vitest";
import * as z from "zod/mini";
import { failureCode, type LogMessage, logCatalogue, tallyOf } from "#functions/telemetry/log-catalogue.ts";
import { logOf, metricsNamespace } from "#functions/telemetry/write-log.ts";

const EmbeddedMetrics = z.looseObject({
  _aws: z.object({
    Timestamp: z.number(),
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.looseObject({ Name: z.string(), Unit: z.string() })),
      }),
    ),
  }),
});

afterEach(() => vi.restoreAllMocks());

/** The lines that reach the standard output while `act` runs. */
async function linesOf(act: () => Promise<void>): Promise<Record<string, unknown>[]> {
  const written: string[] = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
  await act();
  return written
    .join("")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)));
}

it("sums a batch up in one line that is log and metrics at once", async () => {
  const [line, ...others] = await linesOf(() =>
    logOf("deliver")({
      log: "batch delivered",
      messages: 3,
      delivered: 2,
      overtaken: 1,
      failed: { ProvisionedThroughputExceededException: 1 },
      noticesDelivered: ["n-a", "n-b"],
    }),
  );
  expect(others).toEqual([]);
  expect(line).toMatchObject({
    level: "INFO",
    message: "batch delivered",
    code: "PFP-201",
    service: "deliver",
    delivered: 2,
    failed: { ProvisionedThroughputExceededException: 1 },
    noticesDelivered: ["n-a", "n-b"],
  });
  const { _aws } = EmbeddedMetrics.parse(line);
  expect(_aws.CloudWatchMetrics).toEqual([
    { Namespace: metricsNamespace, Dimensions: [["service"]], Metrics: [{ Name: "delivered", Unit: "Count" }] },
  ]);
});

it("has a metric for each source system of a tally", async () => {
  const [line] = await linesOf(() =>
    logOf("evaluate")({
      log: "batch evaluated",
      ...{ messages: 2, changes: 5, written: 1, unchanged: 0, conflicts: 0, notices: 0 },
      sources: { population: 1, education: 1 },
      ...{ quarantined: {}, quarantinedSources: {}, failed: {}, events: [], noticesSent: [] },
    }),
  );
  const [{ Metrics } = { Metrics: [] }] = EmbeddedMetrics.parse(line)._aws.CloudWatchMetrics;
  expect(Metrics.map(({ Name }) => Name)).toEqual(expect.arrayContaining(["sources.population", "sources.education"]));
  expect(line).toMatchObject({ "sources.population": 1, sources: { population: 1, education: 1 } });
});

it("says nothing of the batch before", async () => {
  const log = logOf("watch");
  const lines = await linesOf(async () => {
    await log({ log: "households watched", runs: 1, overdueOutboxes: 3, stillSweeps: 0, sweepsBegun: 0 });
    await log({ log: "households watched", runs: 1, overdueOutboxes: 0, stillSweeps: 0, sweepsBegun: 0 });
  });
  expect(lines.map((line) => line["overdueOutboxes"])).toEqual([3, 0]);
});

it("tells a failure by its code alone, for what follows may name a household", () => {
  expect(tallyOf(["TypeError: h-1 is no list", "Conflict: other writers", "h-1: unreadable"].map(failureCode))).toEqual(
    {
      TypeError: 1,
      Conflict: 1,
      Other: 1,
    },
  );
});

it("has a code for each message, in both languages", () => {
  const messages: readonly LogMessage[] = Object.values(logCatalogue);
  expect(new Set(messages.map(({ code }) => code)).size).toBe(messages.length);
  for (const { code, zh, en, metrics, numbers, tallies } of messages) {
    expect(code).toMatch(/^PFP-\d{3}$/);
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).not.toBe("");
    expect([...numbers, ...tallies]).toEqual(expect.arrayContaining([...metrics]));
  }
});
