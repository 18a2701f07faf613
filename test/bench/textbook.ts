import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadPack } from "#cli/load-pack.ts";
import { compileStandard } from "#eligibility/standard.ts";
import { type ExpectedNotice, expectedNotices } from "#local/expected-notices.ts";
import { compareNotices, openCases } from "#local/notices-found.ts";
import { type Invoice, invoiceOf, type MonthBilled } from "./calls/invoice.ts";
import { measureMonth } from "./calls/measure-month.ts";
import { reportedOn } from "./calls/month-files.ts";
import { parseCallsOptions } from "./calls/options.ts";
import { measureTextbook, type TextbookMonth } from "./textbook/measure-textbook.ts";

const help = `npm run bench -- textbook [options]
Runs a textbook's design for the same task in the embedded AWS (test/bench/textbook): one function call an event, the
household's row of plain JSON read and rewritten whole with every change, an outbox row polled, one message and one call a
notice. It gets the month of changes of \`calls\`, one an event; both must find the families that judging the files finds.

  --households N   households in the county (2000)
  --from FILE      take this file of households instead
  --json           the textbook alone, as one JSON object`;

/** One design's month, priced. */
interface Design {
  readonly name: string;
  readonly month: MonthBilled;
  readonly invoice: Invoice;
  readonly found: readonly ExpectedNotice[];
}

/** `npm run bench -- textbook`: the same month of changes in a textbook's design and in this one. */
export async function run(args: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-textbook-"));
  try {
    const options = parseCallsOptions(args);
    if (options.help) {
      console.log(help);
      return;
    }
    const textbook = await measureTextbook(options, join(folder, "textbook"));
    const expected = await expectedIn(textbook);
    const all = [designOf("textbook", textbook, textbook.found)];
    if (!options.json) {
      for (const changesPerEvent of [1, undefined]) all.push(await ours({ ...options, changesPerEvent }, folder));
    }
    for (const each of all) agree(each, expected);
    if (options.json) {
      const { files: _, found, ...month } = textbook;
      console.log(JSON.stringify({ ...month, notices: found.length, invoice: all[0]?.invoice }));
    } else print(all, expected.length);
  } catch (error) {
    console.error(`npm run bench -- textbook: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function expectedIn({ files }: TextbookMonth): Promise<ExpectedNotice[]> {
  const standard = compileStandard(await loadPack("standards/zhejiang"));
  return expectedNotices(standard, [files.reports, files.changes], reportedOn);
}

async function ours(options: ReturnType<typeof parseCallsOptions>, folder: string): Promise<Design> {
  let found: readonly ExpectedNotice[] = [];
  const own = mkdtempSync(join(folder, "ours-"));
  const month = await measureMonth(options, own, async (client) => {
    found = await openCases(client, "cases");
  });
  return designOf(options.changesPerEvent === undefined ? "ours, packed" : "ours, single", month, found);
}

const designOf = (name: string, month: MonthBilled, found: readonly ExpectedNotice[]): Design => ({
  ...{ name, month, invoice: invoiceOf(month), found },
});

/** Throws an Error where a design does not find the families it should. */
function agree({ name, found }: Design, expected: readonly ExpectedNotice[]): void {
  const inOrder = (notices: readonly ExpectedNotice[]) => notices.toSorted((a, b) => (a.area < b.area ? -1 : 1));
  const { missed, wrong, different } = compareNotices(inOrder(expected), inOrder(found));
  if (missed.length + wrong.length + different.length === 0) return;
  const some = [...missed, ...wrong, ...different].slice(0, 5).join(", ");
  throw new Error(
    `${name} finds other families: ${missed.length} missed, ${wrong.length} wrong, ${different.length} different: ${some}`,
  );
}

function print(all: readonly Design[], notices: number): void {
  const wide = 14;
  const row = (words: string, cells: readonly string[]) =>
    console.log(`${cells.map((cell) => cell.padStart(wide)).join("")}   ${words}`);
  const each = (words: string, numberOf: (design: Design) => number, digits = 2) =>
    row(
      words,
      all.map((design) => numberOf(design).toFixed(digits)),
    );
  row(
    "每条变更 per change",
    all.map(({ name }) => name),
  );
  each("AWS 调用 calls to AWS, functions' polls included", ({ month }) => callsOf(month) / month.changes);
  each("函数调用 function calls", ({ month }) => invocationsOf(month) / month.changes, 3);
  each("读取单位 read units", ({ invoice }) => invoice.dynamoDb.readUnits);
  each("写入单位 write units", ({ invoice }) => invoice.dynamoDb.writeUnits);
  each("每户字节 bytes per household item, on average", ({ month }) => month.sizes["households"]?.mean ?? 0, 0);
  for (const service of ["EventBridge", "SQS", "Lambda", "DynamoDB"] as const) {
    each(`${service}, 美元／百万条变更 dollars per million changes`, ({ invoice }) => invoice.byService[service]);
  }
  each("合计 in all", ({ invoice }) => invoice.total);
  console.log(`
${all[0]?.month.changes} 条变更 changes; each design has the same ${notices} notices open in the end, as has judging the files.
教科书式、本设计（一条一事件）、本设计（打包）；结果一致。 The textbook and ours get one change an event; packed is as pfp push packs.
The textbook writes household and outbox one after the other; as the transaction it should be they would cost twice.
Its outbox is polled as rarely as can be; a schedule would poll every minute.`);
}

function callsOf({ counts }: MonthBilled): number {
  const polling = Object.values(counts.polling).map(({ requests }) => requests);
  return [...Object.values(counts.calls), ...polling].reduce((sum, each) => sum + each, 0);
}

function invocationsOf({ counts }: MonthBilled): number {
  return Object.values(counts.lambda).reduce((sum, { invocations }) => sum + invocations, 0);
}
