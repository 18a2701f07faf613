import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { CasePage } from "#events/desk-api/cases.ts";
import { TownVisits, VisitPlan } from "#events/desk-api/visits.ts";
import { functionBundle } from "#infra/function-bundle.ts";
import { casesTable } from "#stores/cases-table.ts";
import { eachWithin } from "#stores/in-chunks.ts";
import { inMemoryDesk } from "../fakes/in-memory-desk.ts";
import { noticeOf } from "../functions/outreach/cases.ts";
import { casesOnDynalite } from "../functions/stores/cases-on-dynalite.ts";
import { zhejiangDocument } from "../standards/zhejiang.ts";
import { type Asked, countingClient } from "./desk/counted-client.ts";

const help = `npm run bench -- desk [options]
Puts cases of several villages of one county into a DynamoDB in memory, and asks the desk's API for one worker's list, page
by page, and for the county's numbers: the read units, the requests, and the partitions that were read.

  --cases N     open cases of the worker's village (1000)
  --villages N  villages in the county, each other with as many cases (5)
  --json        print everything as one JSON object`;

const root = new URL("../../", import.meta.url);
const county = "330106";
const village = (number: number) => `${county}001${String(number + 1).padStart(3, "0")}`;
const urgencies = ["urgent", "high", "normal", "low"] as const;

interface Measured extends Asked {
  readonly what: string;
  readonly rows: number;
  readonly pages: number;
  readonly milliseconds: number;
}

/** `npm run bench -- desk`: what a worker's list costs, and that it reads their own village's partition alone. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    options: {
      cases: { type: "string", default: "1000" },
      villages: { type: "string", default: "5" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const measured = await measure(Number(values.cases), Number(values.villages));
  const bundleBytes = await deskBundle();
  if (values.json) {
    console.log(JSON.stringify({ measured, bundleBytes }));
    return;
  }
  console.log(`${values.villages} villages of ${values.cases} open cases each; one page is 50 cases\n`);
  console.log("     rows  pages  read units  requests       ms  what, and the partitions read");
  for (const { what, rows, pages, readUnits, requests, milliseconds, partitions } of measured) {
    const cells = [rows, pages, readUnits.toFixed(1), requests, milliseconds.toFixed(0)];
    const widths = [9, 7, 12, 10, 9];
    const line = cells.map((cell, place) => String(cell).padStart(widths[place] ?? 0)).join("");
    console.log(`${line}  ${what}: ${partitions.join(", ")}`);
  }
  console.log(`\nthe desk's bundle, minified: ${(bundleBytes / 1024).toFixed(0)} KiB`);
}

async function measure(cases: number, villages: number): Promise<Measured[]> {
  const { client, table, close } = await casesOnDynalite();
  try {
    const store = casesTable(client, table);
    const all = Array.from({ length: cases * villages }, (_, number) =>
      noticeOf({
        notice: `n-${number}`,
        household: `h-${number}`,
        area: village(number % villages),
        urgency: urgencies[number % urgencies.length] ?? "normal",
      }),
    );
    await eachWithin(8, all, (notice) => store.apply(notice));
    const desk = inMemoryDesk(zhejiangDocument(), new Date());
    const asked = countingClient(client);
    const ask = async (posts: readonly string[], cursor?: string) => {
      const query = { limit: "50", ...(cursor === undefined ? {} : { cursor }) };
      return CasePage.parse((await desk.call(posts, "listCases", { query }, { cases: store })).json);
    };
    const worker = [`assistance-worker@${village(0)}`];
    const measured: Measured[] = [];
    const note = (what: string, rows: number, pages: number, started: number) =>
      measured.push({ what, rows, pages, milliseconds: performance.now() - started, ...asked() });

    let started = performance.now();
    const first = await ask(worker);
    note("a worker's first page", first.cases.length, 1, started);

    started = performance.now();
    let page = await ask(worker);
    let rows = page.cases.length;
    let pages = 1;
    while (page.next !== undefined) {
      page = await ask(worker, page.next);
      rows += page.cases.length;
      pages += 1;
    }
    note("a worker's whole list", rows, pages, started);

    started = performance.now();
    const plan = await desk.call(worker, "plannedVisits", {}, { cases: store });
    note("a worker's plan of visits", VisitPlan.parse(plan.json).visits.length, 1, started);

    started = performance.now();
    const town = [`civil-affairs-clerk@${village(0).slice(0, 9)}`];
    const communities = TownVisits.parse((await desk.call(town, "townVisits", {}, { cases: store })).json).communities;
    note("a town's plans of visits", communities.length, 1, started);

    started = performance.now();
    await desk.call([`county-civil-affairs@${county}`], "countyFunnel", { query: {} }, { cases: store });
    note("a county's numbers", cases * villages, 1, started);
    return measured;
  } finally {
    close();
  }
}

/** The bytes of the function's code as it is deployed. */
async function deskBundle(): Promise<number> {
  const { outputFiles } = await build({
    ...functionBundle,
    entryPoints: ["desk/handler.ts", "late/*.ts"].map((file) => fileURLToPath(new URL(`functions/${file}`, root))),
    outdir: "not-written",
    write: false,
  });
  return outputFiles.reduce((sum, { contents }) => sum + contents.length, 0);
}
