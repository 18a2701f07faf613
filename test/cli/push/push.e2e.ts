import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { pfp, startPfp } from "../pfp.ts";
import { type BusBehaviour, type BusOnLoopback, busOnLoopback, changesIn } from "./bus-on-loopback.ts";

let folder: string;
let bus: BusOnLoopback | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pfp-push-"));
});
afterEach(async () => {
  await bus?.close();
  bus = undefined;
  rmSync(folder, { recursive: true });
});

async function startBus(behaviour: BusBehaviour = {}): Promise<BusOnLoopback> {
  bus = await busOnLoopback(behaviour);
  return bus;
}

function event(number: number, source = "human-resources"): string {
  const change = { person: `p-${number}`, asOf: "2022-07-01", set: { monthlyIncome: number + 0.1 } };
  const detail = { id: `${source}-${number}`, sequence: number, changes: [change] };
  return JSON.stringify({ Source: source, DetailType: "household.changed.v1", Detail: detail });
}

function fileOf(lines: readonly string[], name = "events.ndjson"): string {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => `${line}\n`).join(""));
  return path;
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

const Rejections = z.array(
  z.object({ line: z.number(), rejected: z.string(), problems: z.array(z.object({ field: z.string() })) }),
);
function rejectionsIn(path: string) {
  const lines = readFileSync(path, "utf8").trim().split("\n");
  return Rejections.parse(lines.map((line) => JSON.parse(line)));
}

const Summary = z.object({
  lines: z.number(),
  events: z.number(),
  changes: z.number(),
  entries: z.number(),
  requests: z.number(),
  retries: z.number(),
  rejected: z.number(),
  complete: z.boolean(),
});
const summaryIn = (stdout: string) => Summary.parse(JSON.parse(stdout));

describe("pfp push", () => {
  test("sends every event of a file to a local address without any AWS setting", async () => {
    const { url, taken } = await startBus();
    const file = fileOf(numbers(1200).map((number) => event(number)));
    const { status, stdout, stderr } = await pfp(["push", file, "--endpoint-url", url, "--json"]);
    expect([status, stderr]).toEqual([0, ""]);
    expect(summaryIn(stdout)).toMatchObject({ lines: 1200, events: 1200, changes: 1200, entries: 3, requests: 1 });
    expect(taken.every(({ EventBusName }) => EventBusName === "household-events")).toBe(true);
    const changes = taken.flatMap(changesIn);
    expect(changes.map(({ id }) => id)).toEqual(numbers(1200).map((number) => `human-resources-${number}`));
    expect(changes[41]).toEqual({
      id: "human-resources-42",
      sequence: 42,
      person: "p-42",
      asOf: "2022-07-01",
      set: { monthlyIncome: 42.1 },
    });
    expect(existsSync(`${file}.rejects.ndjson`)).toBe(false);
    expect(existsSync(`${file}.progress.json`)).toBe(false);
  });

  test("finds the address in AWS_ENDPOINT_URL, as every AWS tool does", async () => {
    const { url, taken } = await startBus();
    const { status } = await pfp(["push", "-"], { input: event(1), env: { AWS_ENDPOINT_URL: url } });
    expect([status, taken.length]).toEqual([0, 1]);
  });

  test("sets a malformed line aside with its number and reasons, and sends its neighbours", async () => {
    const { url, taken } = await startBus();
    const wrong = '{"Source":"human-resources","DetailType":"household.changed.v1","Detail":{"id":"x","sequence":1}}';
    const file = fileOf([event(1), "", wrong, "not json", event(2)]);
    const { status, stdout, stderr } = await pfp(["push", file, "--endpoint-url", url, "--json"]);
    expect(status).toBe(1);
    expect(summaryIn(stdout)).toMatchObject({ lines: 5, events: 2, rejected: 2 });
    expect(stderr.split("\n").slice(0, 2)).toEqual([
      `${file}:3: Detail.changes: found missing, expected a list of 1 to 500 changes`,
      `${file}:4: found text that is not JSON, expected one event as JSON on one line`,
    ]);
    expect(rejectionsIn(`${file}.rejects.ndjson`)).toMatchObject([
      { line: 3, rejected: wrong, problems: [{ field: "Detail.changes" }] },
      { line: 4, rejected: "not json" },
    ]);
    expect(taken.flatMap(changesIn).map(({ person }) => person)).toEqual(["p-1", "p-2"]);
  });

  test("sends again only the entries that the bus did not take", async () => {
    const failing = new Map<string, number>();
    const { url, taken, requests } = await startBus({
      refuseEntry: ({ Source }) => {
        const failures = failing.get(Source) ?? 0;
        failing.set(Source, failures + 1);
        return Source === "civil-affairs" && failures < 2 ? "ThrottlingException" : undefined;
      },
    });
    const file = fileOf([event(1, "population"), event(2, "civil-affairs"), event(3, "education")]);
    const { status, stdout } = await pfp(["push", file, "--endpoint-url", url, "--json"]);
    expect([status, requests]).toEqual([0, [3, 1, 1]]);
    expect(taken.map(({ Source }) => Source)).toEqual(["population", "education", "civil-affairs"]);
    expect(summaryIn(stdout)).toMatchObject({ events: 3, retries: 2 });
  });

  test("rejects only the entry that the bus refuses for good", async () => {
    const { url, taken } = await startBus({
      refuseEntry: ({ Source }) => (Source === "education" ? "NotAuthorizedForSourceException" : undefined),
    });
    const file = fileOf([event(1), event(2, "education")]);
    const { status, stderr } = await pfp(["push", file, "--endpoint-url", url]);
    expect([status, taken.length]).toEqual([1, 1]);
    expect(stderr).toContain(`${file}:2: found the bus's answer NotAuthorizedForSourceException (as told)`);
    expect(rejectionsIn(`${file}.rejects.ndjson`)).toMatchObject([{ line: 2, rejected: event(2, "education") }]);
  });

  test("comes through throttling and faults of the service", async () => {
    const { url, taken } = await startBus({
      refuseRequest: (count) =>
        count < 6
          ? count % 2
            ? { error: "ThrottlingException", status: 400 }
            : { error: "InternalException", status: 500 }
          : undefined,
    });
    const { status, stdout } = await pfp(["push", "-", "--endpoint-url", url, "--json"], { input: event(1) });
    expect([status, taken.length]).toEqual([0, 1]);
    expect(summaryIn(stdout).retries).toBeGreaterThanOrEqual(5);
  });

  test("goes on where it was interrupted", async () => {
    const { url, taken } = await startBus({ delay: 40 });
    const file = fileOf(numbers(400).map((number) => event(number)));
    const first = startPfp(["push", file, "--endpoint-url", url, "--no-pack", "--json"]);
    while (taken.length < 50) await new Promise((resolve) => setTimeout(resolve, 5));
    first.interrupt();
    const { status, stdout, stderr } = await first.ended;
    expect(status).toBe(130);
    const sent = summaryIn(stdout).events;
    expect(sent).toBeGreaterThanOrEqual(40);
    expect(sent).toBeLessThan(400);
    expect(stderr).toContain(`${sent} lines are settled; the same command goes on from there`);

    const second = await pfp(["push", file, "--endpoint-url", url, "--no-pack", "--json"]);
    expect(second.status).toBe(0);
    expect(second.stderr).toContain(`going on after line ${sent}`);
    expect(summaryIn(second.stdout)).toMatchObject({ lines: 400, events: 400, complete: true });
    const ids = new Set(taken.flatMap(changesIn).map(({ id }) => id));
    expect(ids.size).toBe(400);
    expect(taken.length - 400).toBeLessThanOrEqual(40); // what was under way when it was interrupted
    expect(existsSync(`${file}.progress.json`)).toBe(false);
  });

  test("starts a changed file from its beginning, and says so", async () => {
    const { url, taken } = await startBus({ refuseRequest: () => ({ error: "AccessDeniedException", status: 400 }) });
    const file = fileOf([event(1)]);
    const refused = await pfp(["push", file, "--endpoint-url", url]);
    expect([refused.status, taken.length]).toEqual([3, 0]);
    expect(refused.stderr).toContain("not allowed");
    expect(refused.stderr).toContain("the same command goes on from there");
    fileOf([event(1), event(2)]);
    const again = await pfp(["push", file, "--dry-run"]);
    expect(again.status).toBe(0);
    const other = await pfp(["push", file, "--endpoint-url", url]);
    expect(other.stderr).toContain("starting from its beginning, because the file has changed since");
  });

  test("says that the bus does not exist before anything vanishes into it", async () => {
    const { url, requests } = await startBus({ describe: () => ({ error: "ResourceNotFoundException", status: 400 }) });
    const { status, stderr } = await pfp(["push", "-", "--endpoint-url", url, "--bus", "nobody"], { input: event(1) });
    expect([status, requests]).toEqual([3, []]);
    expect(stderr).toContain("there is no event bus nobody");
  });

  test("sends although it may not look whether the bus exists", async () => {
    const { url, taken } = await startBus({ describe: () => ({ error: "AccessDeniedException", status: 400 }) });
    const { status, stderr } = await pfp(["push", "-", "--endpoint-url", url], { input: event(1) });
    expect([status, taken.length]).toEqual([0, 1]);
    expect(stderr).toContain("may not look whether the bus household-events exists");
  });

  test("takes bare details of a named source, and events as the bus hands them on", async () => {
    const { url, taken } = await startBus();
    const change = { household: "h-1", asOf: "2022-07-01", set: { area: "330106001001" } };
    const lines = [
      { id: "a", sequence: 1, changes: [change] },
      { source: "grid", "detail-type": "household.changed.v1", detail: { id: "b", sequence: 2, changes: [change] } },
    ];
    const input = lines.map((line) => JSON.stringify(line)).join("\n");
    const { status } = await pfp(["push", "-", "--endpoint-url", url, "--source", "population"], { input });
    expect([status, taken.map(({ Source }) => Source)]).toEqual([0, ["population", "grid"]]);
  });

  test("sends nothing in a dry run, and leaves no file behind", async () => {
    const file = fileOf([event(1), "wrong"]);
    const { status, stdout } = await pfp(["push", file, "--dry-run"]);
    expect(status).toBe(1);
    expect(stdout).toContain("2 lines: would send 1 event with 1 change");
    expect(existsSync(`${file}.rejects.ndjson`) || existsSync(`${file}.progress.json`)).toBe(false);
  });

  test.each([
    ["a missing file", ["push", "/no/such.ndjson", "--dry-run"], 2, "/no/such.ndjson: there is no such file"],
    ["a folder", ["push", "/tmp", "--dry-run"], 2, "/tmp: found a folder"],
    ["an unknown option", ["push", "-", "--quick"], 2, "unknown option '--quick'"],
    ["no file", ["push"], 2, "missing required argument"],
    ["a wrong source", ["push", "-", "--dry-run", "--source", "Human Resources"], 2, "expected a source system's name"],
    ["a wrong address", ["push", "-", "--endpoint-url", "somewhere"], 2, '--endpoint-url: found "somewhere"'],
    ["no listener", ["push", "-", "--endpoint-url", "http://127.0.0.1:1"], 3, "http://127.0.0.1:1: cannot be reached"],
    ["no region", ["push", "-"], 3, "no region is configured"],
    ["no credentials", ["push", "-", "--region", "cn-north-1"], 3, "no credentials are to be had"],
  ])("ends with one clear message at %s", async (_, args, status, message) => {
    const ended = await pfp(args);
    expect(ended.status).toBe(status);
    expect(ended.stderr).toContain(message);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
    expect(ended.stdout).toBe("");
  });

  test("refuses what is no text", async () => {
    const file = join(folder, "events.gz");
    writeFileSync(file, Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]));
    const { status, stderr } = await pfp(["push", file, "--dry-run"]);
    expect([status, stderr.includes("found a gzip file")]).toEqual([2, true]);
  });
});
