import type { Invoice, Service, UnitsToFloor } from "./invoice.ts";
import type { MonthMeasured } from "./measure-month.ts";
import { reportedOn } from "./month-files.ts";

export const callsHelp = `npm run bench -- calls [options]
Runs the template in the embedded AWS, reports a synthetic county, pushes a month of its changes, and counts the calls
and their billed sizes from the first to the last, beside the floor: one read and one write a change.

  --households N         households in the county (2000)
  --from FILE            take this file of households instead
  --changes-per-event N  changes in each event (as many as pfp push packs)
  --on-file N            fill the table up to so many households first: what a change costs must not depend on them
  --json                 print everything as one JSON object`;

const services: readonly Service[] = ["EventBridge", "SQS", "Lambda", "DynamoDB"];

/** Prints the measurement for a person: numbers first, so that the words' widths matter to nobody. */
export function printInvoice(month: MonthMeasured, invoice: Invoice): void {
  console.log([...headOf(month), ...linesOf(invoice), ...floorOf(month, invoice), ...itemsOf(month)].join("\n"));
  console.log(`\n${notesOn(month).join("\n")}`);
}

function headOf({ changes, changesPerEvent, counts, evaluated, floor, seconds, sizes }: MonthMeasured): string[] {
  const packing = changesPerEvent === undefined ? "pfp push 打包 as pfp push packs" : `${changesPerEvent} each`;
  const judged = evaluated.written + evaluated.unchanged;
  const unchanged = share(evaluated.unchanged, judged);
  return [
    `${whole(sizes["households"]?.items ?? 0)} 户 households, ${whole(sizes["persons"]?.items ?? 0)} 人 persons; ${whole(changes)} 条变更 changes of ${whole(floor.households)} 户 households`,
    `${whole(counts.eventBridge.entries)} 个事件 entries on the bus (${packing}), settled in ${seconds.toFixed(1)} s`,
    `${whole(judged)} 次判定 judgements, ${whole(evaluated.batches)} 批 batches; ${unchanged} 未写入 of them wrote nothing; ${whole(evaluated.notices)} 件告知单 notices sent`,
    ...(evaluated.conflicts + evaluated.quarantined + evaluated.failed === 0
      ? []
      : [
          `${whole(evaluated.conflicts)} 写冲突 conflicts, ${whole(evaluated.quarantined)} 隔离 changes quarantined, ${whole(evaluated.failed)} 失败 subjects failed`,
        ]),
  ];
}

function linesOf({ lines, byService, total }: Invoice): string[] {
  return [
    "",
    `${"/1,000".padStart(10)} ${"$/1,000,000".padStart(12)}   每千条、每百万条变更 per 1,000 and per million changes`,
    ...services.flatMap((service) => [
      ...lines
        .filter((line) => line.service === service)
        .map(({ what, perThousandChanges, dollars }) => row(perThousandChanges.toFixed(2), dollars, `  ${what}`)),
      row("", byService[service], service),
    ]),
    row("", total, "合计 in all"),
  ];
}

function floorOf(month: MonthMeasured, { floor, household, dynamoDb, timesFloor }: Invoice): string[] {
  const { readUnits, writeUnits } = month.floor;
  return [
    "",
    row("", floor, `底线 the floor: ${readUnits.toFixed(2)} read + ${writeUnits.toFixed(2)} write units a change`),
    toFloor(household, "家庭（含人员、索引）与底线之比 households with persons and indexes to the floor"),
    toFloor(dynamoDb, "DynamoDB 与底线之比 all of DynamoDB, cases included, to the floor"),
    `${times(timesFloor).padStart(10)}   合计与底线之比 everything to the floor`,
  ];
}

const times = (factor: number) => `${factor.toFixed(2)}×`;

function toFloor(units: UnitsToFloor, words: string): string {
  const { readUnits, writeUnits, timesFloor, readsTimesFloor, writesTimesFloor } = units;
  const reads = `${readUnits.toFixed(2)} read units: ${times(readsTimesFloor)}`;
  const writes = `${writeUnits.toFixed(2)} write units: ${times(writesTimesFloor)}`;
  return `${times(timesFloor).padStart(10)}   ${words} (${reads}, ${writes})`;
}

function itemsOf({ sizes }: MonthMeasured): string[] {
  const columns = ["items", "mean", "median", "95 %", "largest"].map((name) => name.padStart(9)).join("");
  return [
    "",
    `${columns}   表项字节 bytes per item`,
    ...Object.entries(sizes).map(([table, { items, mean, median, percentile95, largest }]) => {
      const numbers = [items, mean, median, percentile95, largest];
      return `${numbers.map((number) => whole(number).padStart(9)).join("")}   ${table}`;
    }),
  ];
}

function notesOn({ evaluated }: MonthMeasured): string[] {
  return [
    `The month arrives in one go, on ${reportedOn}: batches are full, and changes of a household that meet in one are`,
    "folded into one write. A trickle makes up to one receive, delete and invocation a message.",
    "Receives are those for functions while the month is worked on, a rare empty one that ends meanwhile among them. Not",
    "counted are the empty polls of an idle system (on AWS some 15 a minute and queue, under a dollar a month for both),",
    "nor what counties read of their own queues.",
    "GB-seconds are this machine's time, waits on the embedded tables included. Left out: logs, archive, storage, backups.",
    ...(evaluated.conflicts > 0 ? ["A refused write is reckoned as a write of the table's average item."] : []),
  ];
}

function row(count: string, dollars: number, words: string): string {
  return `${count.padStart(10)} ${dollars.toFixed(4).padStart(12)}   ${words}`;
}

function whole(number: number): string {
  return Math.round(number).toLocaleString("en");
}

function share(part: number, all: number): string {
  return `${((100 * part) / Math.max(1, all)).toFixed(1)} %`;
}
