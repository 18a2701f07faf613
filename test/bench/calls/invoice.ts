import type { RequestCount } from "#local/api-counts.ts";
import { prices } from "../prices.ts";
import type { MonthMeasured } from "./measure-month.ts";

export type Service = "EventBridge" | "SQS" | "Lambda" | "DynamoDB";

/** One thing that is billed. */
export interface InvoiceLine {
  readonly service: Service;
  /** In Chinese and English. */
  readonly what: string;
  /** Billed units for 1,000 changes. */
  readonly perThousandChanges: number;
  /** Dollars for a million changes. */
  readonly dollars: number;
}

/** What a million changes like the month's would cost at list prices, in dollars. */
export interface Invoice {
  readonly lines: readonly InvoiceLine[];
  readonly byService: Readonly<Record<Service, number>>;
  readonly total: number;
  readonly floor: number;
  /** What brings a household to where a change puts it: its own item and its persons', their indexes, the standard. */
  readonly household: UnitsToFloor;
  /** All of DynamoDB: the cases that notices open, and their lists, besides. */
  readonly dynamoDb: UnitsToFloor;
  /** Everything, as a multiple of the floor. */
  readonly timesFloor: number;
}

/** Units of DynamoDB a change, refused writes and indexes included. */
export interface UnitsToFloor {
  readonly readUnits: number;
  readonly writeUnits: number;
  /** As multiples of the floor: reads and writes together, weighed by their prices, and each alone. */
  readonly timesFloor: number;
  readonly readsTimesFloor: number;
  readonly writesTimesFloor: number;
}

type Billed = Omit<InvoiceLine, "perThousandChanges" | "dollars"> & { readonly units: number; readonly price: number };

/** What of a month is billed. */
export type MonthBilled = Pick<MonthMeasured, "changes" | "counts" | "memoryMegabytes" | "sizes" | "floor">;

export function invoiceOf(month: MonthBilled): Invoice {
  const billed = [...busLines(month), ...queueLines(month), ...functionLines(month)];
  const tables = tableLines(month);
  const lines = [...billed, ...tables.map(({ line }) => line)].map(({ service, what, units, price }) => ({
    service,
    what,
    perThousandChanges: (1000 * units) / month.changes,
    dollars: (1_000_000 * units * price) / month.changes,
  }));
  const of = (wanted: Service) => sum(lines.filter(({ service }) => service === wanted).map(({ dollars }) => dollars));
  const byService = { EventBridge: of("EventBridge"), SQS: of("SQS"), Lambda: of("Lambda"), DynamoDB: of("DynamoDB") };
  const total = sum(Object.values(byService));
  const floor = dollarsOf(month.floor);
  return {
    lines,
    byService,
    total,
    floor,
    household: unitsToFloor(
      month,
      tables.filter(({ table }) => table !== casesTable),
    ),
    dynamoDb: unitsToFloor(month, tables),
    timesFloor: total / floor,
  };
}

const casesTable = "cases";

/** Dollars of a million changes that each take so many units. */
function dollarsOf({ readUnits, writeUnits }: { readonly readUnits: number; readonly writeUnits: number }): number {
  return 1_000_000 * (readUnits * prices.dynamoDbReadUnit + writeUnits * prices.dynamoDbWriteUnit);
}

function unitsToFloor({ changes, floor }: MonthBilled, lines: readonly TableLine[]): UnitsToFloor {
  const unitsOf = (wanted: "read" | "write") =>
    sum(lines.filter(({ kind }) => kind === wanted).map(({ line }) => line.units)) / changes;
  const units = { readUnits: unitsOf("read"), writeUnits: unitsOf("write") };
  return {
    ...units,
    timesFloor: dollarsOf(units) / dollarsOf(floor),
    readsTimesFloor: units.readUnits / floor.readUnits,
    writesTimesFloor: units.writeUnits / floor.writeUnits,
  };
}

function busLines({ counts: { eventBridge } }: MonthBilled): Billed[] {
  return [
    { service: "EventBridge", what: "事件 entries, billed by their chunks", units: eventBridge.entries, price: 0 },
    { service: "EventBridge", what: "64 KB 块 chunks", units: eventBridge.chunks, price: prices.eventBridgeChunk },
  ];
}

const kindsOfRequest: Readonly<Record<string, string>> = {
  SendMessage: "规则投递 rule deliveries (SendMessage)",
  SendMessageBatch: "告知单发送 notices sent on (SendMessageBatch)",
  ReceiveMessage: "函数取件 receives for functions",
  DeleteMessageBatch: "函数删件 deletes for functions",
};

function queueLines({ counts }: MonthBilled): Billed[] {
  const requests: [string, RequestCount][] = [...Object.entries(counts.sqs), ...Object.entries(counts.polling)];
  const lines: Billed[] = requests
    .filter(([, { requests: made }]) => made > 0)
    .map(([action, { chunks }]) => ({
      service: "SQS",
      what: kindsOfRequest[action] ?? action,
      units: chunks,
      price: prices.sqsRequest,
    }));
  const fair = { what: "公平队列附加 fair queue, on top", units: counts.fair.chunks, price: prices.sqsFairRequest };
  return fair.units === 0 ? lines : [...lines, { service: "SQS", ...fair }];
}

function functionLines({ counts, memoryMegabytes }: MonthBilled): Billed[] {
  return Object.entries(counts.lambda).flatMap(([name, { invocations, milliseconds }]) => {
    const gigabyteSeconds = ((memoryMegabytes[name] ?? 0) / 1024) * (milliseconds / 1000);
    return [
      { service: "Lambda", what: `${name}: 调用 invocations`, units: invocations, price: prices.lambdaInvocation },
      { service: "Lambda", what: `${name}: GB-s`, units: gigabyteSeconds, price: prices.lambdaGigabyteSecond },
    ];
  });
}

interface TableLine {
  readonly table: string;
  readonly kind: "read" | "write";
  readonly line: Billed;
}

function tableLines({ counts, sizes }: MonthBilled): TableLine[] {
  const lines = Object.entries(counts.dynamoDb).flatMap(([table, { readUnits, writeUnits, conditionsFailed }]) => {
    const line = (kind: "read" | "write", what: string, units: number): TableLine => ({
      table,
      kind,
      line: {
        service: "DynamoDB",
        what: `${table}: ${what}`,
        units,
        price: kind === "read" ? prices.dynamoDbReadUnit : prices.dynamoDbWriteUnit,
      },
    });
    // AWS bills a refused write by the item it met; the counts know only how many there were.
    const refused = conditionsFailed * Math.max(1, sizes[table]?.writeUnits ?? 1);
    const indexes = Object.entries(counts.indexWrites).filter(([name]) => name.startsWith(`${table}/`));
    return [
      line("read", "读 read units", readUnits),
      line("write", "写 write units", writeUnits - sum(indexes.map(([, units]) => units))),
      ...indexes.map(([name, units]) =>
        line("write", `索引写 write units of the index ${name.slice(table.length + 1)}`, units),
      ),
      line("write", "被拒写 write units of refused conditional writes", refused),
    ];
  });
  return lines.filter(({ line }) => line.units > 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
