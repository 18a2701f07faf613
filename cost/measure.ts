// `npm run cost:measure`: counts what a change asks of the embedded AWS and writes it down for `npm run cost`.
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { stringify } from "yaml";
import * as z from "zod/mini";

const Requests = z.record(z.string(), z.object({ requests: z.number(), chunks: z.number() }));
const Bench = z.object({
  changes: z.number(),
  counts: z.object({
    eventBridge: z.object({ entries: z.number(), chunks: z.number() }),
    sqs: Requests,
    polling: Requests,
    fair: z.object({ chunks: z.number() }),
    lambda: z.record(z.string(), z.object({ invocations: z.number(), milliseconds: z.number() })),
    dynamoDb: z.record(
      z.string(),
      z.object({ readUnits: z.number(), writeUnits: z.number(), conditionsFailed: z.number() }),
    ),
  }),
  memoryMegabytes: z.record(z.string(), z.number()),
  sizes: z.record(z.string(), z.object({ items: z.number(), mean: z.number() })),
  floor: z.object({ readUnits: z.number(), writeUnits: z.number() }),
});
const Month = z.extend(Bench, {
  evaluated: z.object({ notices: z.number() }),
  delivered: z.object({ notices: z.number(), milliseconds: z.number() }),
});
type Bench = z.infer<typeof Bench>;

const households = 2000;
/** Bytes of a function's line for one batch, with ten events' ids and a few notices'. */
const bytesOfLine = 900;
/** Of the line that a call for one event leaves. */
const bytesOfTextbookLine = 300;
const root = new URL("../", import.meta.url);

function bench(name: string, ...args: string[]): unknown {
  const text = execFileSync(
    process.execPath,
    ["test/bench/bench.ts", name, "--households", String(households), ...args, "--json"],
    { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1e8 },
  );
  return JSON.parse(text);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}

function unitsOf({ changes, counts, memoryMegabytes }: Bench, lineBytes = bytesOfLine) {
  const perChange = (units: number) => Number((units / changes).toPrecision(4));
  const chunks = (requests: z.infer<typeof Requests>) => Object.values(requests).map((each) => each.chunks);
  const calls = Object.values(counts.lambda);
  const gigabyteSeconds = Object.entries(counts.lambda).map(
    ([name, { milliseconds }]) => ((memoryMegabytes[name] ?? 0) / 1024) * (milliseconds / 1000),
  );
  const tables = Object.values(counts.dynamoDb);
  const invocations = sum(calls.map((each) => each.invocations));
  return {
    eventBridgeChunks: perChange(counts.eventBridge.chunks),
    sqsRequests: perChange(sum([...chunks(counts.sqs), ...chunks(counts.polling)])),
    sqsFairRequests: perChange(counts.fair.chunks),
    lambdaInvocations: perChange(invocations),
    lambdaGigabyteSeconds: perChange(sum(gigabyteSeconds)),
    readUnits: perChange(sum(tables.map(({ readUnits }) => readUnits))),
    writeUnits: perChange(sum(tables.map(({ writeUnits, conditionsFailed }) => writeUnits + conditionsFailed))),
    logBytes: perChange(invocations * lineBytes),
  };
}

const packed = Month.parse(bench("calls"));
const single = Month.parse(bench("calls", "--changes-per-event", "1"));
const textbook = existsSync(new URL("test/bench/textbook.ts", root)) ? Bench.parse(bench("textbook")) : undefined;
const { evaluate } = z.object({ evaluate: z.object({ milliseconds: z.number() }) }).parse(packed.counts.lambda);
const bytesPerHousehold = ({ sizes }: Bench) =>
  Math.round(sum(Object.values(sizes).map(({ items, mean }) => items * mean)) / households);
const aSecond = (done: number, milliseconds: number) => Math.round(done / (milliseconds / 1000));
const measured = {
  on: new Date().toISOString().slice(0, 10),
  command: `npm run cost:measure (npm run bench -- calls --households ${households}, as packed and with --changes-per-event 1; -- textbook)`,
  households,
  packed: unitsOf(packed),
  single: unitsOf(single),
  ...(textbook
    ? {
        textbook: unitsOf(textbook, bytesOfTextbookLine),
        textbookBytesPerHousehold: bytesPerHousehold(textbook),
      }
    : {}),
  changesPerEvent: Number((packed.changes / packed.counts.eventBridge.entries).toFixed(1)),
  changesASecondPerInstance: aSecond(packed.changes, evaluate.milliseconds),
  noticesPerChange: Number((packed.evaluated.notices / packed.changes).toPrecision(4)),
  noticesASecondPerInstance: aSecond(packed.delivered.notices, packed.delivered.milliseconds),
  bytesPerHousehold: bytesPerHousehold(packed),
  archivedBytesPerChange: Math.round((packed.counts.eventBridge.chunks * 64 * 1024) / packed.changes / 4),
  item: { read: packed.floor.readUnits, write: packed.floor.writeUnits },
};
const text = `# Written by npm run cost:measure. Units are per change, as AWS bills them; bytes of a log line are ${bytesOfLine}.\n${stringify(measured)}`;
writeFileSync(new URL("measured.yaml", import.meta.url), text);
console.log(text);
