import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { compileStandard, type Standard } from "#eligibility/standard.ts";
import { runCommand } from "#local/run-command.ts";
import { standardsTable } from "#stores/standards-table.ts";
import { type OfficeSystem, startOfficeSystem } from "#test/functions/forward/office-system.ts";
import { type County, makeCounty } from "./county.ts";
import type { Drill } from "./drill.ts";
import { drills } from "./drills.ts";
import { type DrillResult, holdDrill } from "./hold-drill.ts";
import { printResults } from "./print-results.ts";
import { readRunbook, runbookNames } from "./runbook.ts";
import { Scene } from "./scene.ts";
import { System } from "./system.ts";

const help = `npm run gameday -- [--only RUNBOOK]... [--no-recovery] [--households N] [--port N] [--json] [--keep]
Follows every runbook of docs/runbooks once: the system runs on this machine with a small synthetic county, what the
runbook is for is brought about, the alarm of the template is waited for, the runbook's own commands are run to the
letter, and what it came to is held against the offline judgement. Time passes by the system's clock, which is moved.

  --only RUNBOOK    this runbook only; may be given several times
  --no-recovery     leave the runbooks unread, and see what comes of it: a drill that cannot fail shows nothing
  --households N    size of the county (120)
  --port N          port of the AWS endpoint (4775); the desk is on the next
  --json            print the result as JSON
  --keep            leave the folder with the logs and the commands run

Exit status: 0 nothing was lost, nobody was told twice, and every drill ended well; 1 otherwise; 2 wrong usage.`;

interface Options {
  readonly only: readonly string[];
  readonly recovery: boolean;
  readonly households: number;
  readonly port: number;
  readonly json: boolean;
  readonly keep: boolean;
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      only: { type: "string", multiple: true, default: [] },
      "no-recovery": { type: "boolean", default: false },
      households: { type: "string", default: "120" },
      port: { type: "string", default: "4775" },
      json: { type: "boolean", default: false },
      keep: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  const whole = (name: "households" | "port") => {
    const text = values[name];
    if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
    throw new Error(`--${name}: found "${text}", expected a whole number`);
  };
  const names = runbookNames();
  const unknown = values.only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`--only: found "${unknown}", expected one of ${names.join(", ")}`);
  return {
    only: values.only,
    recovery: !values["no-recovery"],
    households: whole("households"),
    port: whole("port"),
    json: values.json,
    keep: values.keep,
  };
}

/** The morning on which every drill begins. */
const morning = Date.parse("2022-07-04T09:00:00+08:00");

interface Ground {
  readonly assembly: string;
  readonly county: County;
  readonly standard: Standard;
  readonly office: OfficeSystem;
  /** The system's data with the county known, to begin each drill from. */
  readonly data: string;
  /** When that was so, by the system's clock. */
  readonly from: number;
}

/** What all drills begin from: the county is made and told to a fresh system once. */
async function prepare(folder: string, { households, port }: Options, office: OfficeSystem): Promise<Ground> {
  const assembly = join(folder, "assembly");
  await runCommand({
    args: ["infra/app.ts"],
    environment: { CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: JSON.stringify({ stage: "local" }) },
  });
  changeInTemplates(assembly, {
    "http://127.0.0.1:8080": `http://127.0.0.1:${port + 1}`,
    "http://127.0.0.1:8090": `http://127.0.0.1:${office.port}`,
  });
  const county = await makeCounty(folder, households);
  const data = join(folder, "known");
  const system = new System({ assembly, data, port, from: morning, log: join(folder, "prepare.log") });
  const environment = {
    ...{ AWS_ENDPOINT_URL: system.endpoint, AWS_ACCESS_KEY_ID: "gameday", AWS_SECRET_ACCESS_KEY: "gameday" },
    ...{ GAMEDAY_OFFSET: String(Math.round(system.offset)), AWS_REGION: "us-east-1" },
  };
  const pfp = (...args: string[]) =>
    runCommand({ args: ["--import", "./test/gameday/shims/system-clock.ts", "cli/main.ts", ...args], environment });
  const client = new DynamoDBClient({
    ...{ endpoint: system.endpoint, region: "us-east-1" },
    credentials: { accessKeyId: "gameday", secretAccessKey: "gameday" },
  });
  try {
    await system.start();
    await pfp("publish", "standards/zhejiang", "--yes");
    for (const file of county.known) await pfp("push", file);
    await system.settle();
    const standard = await standardsTable(client, "standards", "zhejiang", compileStandard)();
    await system.stop();
    return { assembly, county, standard, data, office, from: system.now().getTime() };
  } finally {
    client.destroy();
    await system.close();
  }
}

async function holdOne(drill: Drill, ground: Ground, folder: string, options: Options): Promise<DrillResult> {
  const own = join(folder, drill.runbook);
  mkdirSync(own);
  cpSync(ground.data, join(own, "data"), { recursive: true });
  const { assembly, county, standard, office, from } = ground;
  const system = new System({
    ...{ assembly, data: join(own, "data"), port: options.port, from, log: join(own, "system.log") },
  });
  let scene: Scene | undefined;
  const deployments = await deployServer(() => system.deploy(assembly, scene?.deploysTo));
  const deployUrl = addressOf(deployments);
  const runbook = readRunbook(drill.runbook);
  scene = new Scene({
    ...{ system, county, standard, office, runbook, assembly, deployUrl },
    deskPort: options.port + 1,
    folder: own,
  });
  try {
    await system.start();
    return await holdDrill(drill, scene, {
      recovery: options.recovery,
      report: (line) => process.stderr.write(`  ${drill.runbook}: ${line}\n`),
    });
  } finally {
    scene.close();
    deployments.close();
    deployments.closeAllConnections();
    await system.close();
  }
}

/** Addresses on this machine, in the templates of an assembly. */
function changeInTemplates(assembly: string, changes: Readonly<Record<string, string>>): void {
  for (const file of readdirSync(assembly).filter((name) => name.endsWith(".template.json"))) {
    const path = join(assembly, file);
    const text = Object.entries(changes).reduce(
      (before, [from, to]) => before.replaceAll(from, to),
      readFileSync(path, "utf8"),
    );
    writeFileSync(path, text);
  }
}

/** Where the runbooks' `npx cdk deploy` ends up: the assembly as it should be takes the place of whatever runs. */
async function deployServer(deploy: () => Promise<void>): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume();
    deploy().then(
      () => response.end("deployed\n"),
      (error: unknown) => response.writeHead(500).end(`${String(error)}\n`),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

function addressOf(server: Server): string {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server for deployments has no port");
  return `http://127.0.0.1:${address.port}/`;
}

interface Holding {
  readonly ground: Ground;
  readonly folder: string;
  readonly options: Options;
  readonly results: DrillResult[];
}

async function holdAll(wanted: readonly string[], { ground, folder, options, results }: Holding): Promise<void> {
  for (const drill of drills.filter(({ runbook }) => wanted.includes(runbook))) {
    const result = await holdOne(drill, ground, folder, options);
    results.push(result);
    const verdict = result.faults.length === 0 ? "恢复 well" : `未通过 FAILED: ${result.faults.join("; ")}`;
    process.stderr.write(`${drill.runbook}: ${verdict} (${result.seconds} s)\n`);
  }
}

async function run(options: Options, folder: string): Promise<number> {
  const wanted = options.only.length > 0 ? options.only : runbookNames();
  const without = wanted.filter((name) => !drills.some(({ runbook }) => runbook === name));
  for (const name of without) console.error(`docs/runbooks/${name}.md 没有演练 has no drill`);
  process.stderr.write("准备 preparing the system and a small county …\n");
  const office = await startOfficeSystem();
  const results: DrillResult[] = [];
  try {
    const ground = await prepare(folder, options, office);
    await holdAll(wanted, { ground, folder, options, results });
  } finally {
    await office.stop();
  }
  printResults(results, { drills, without, json: options.json });
  return without.length === 0 && results.every(({ faults }) => faults.length === 0) ? 0 : 1;
}

const folder = mkdtempSync(join(tmpdir(), "gameday-"));
let keep = false;
try {
  const options = readOptions();
  if (options) {
    keep = options.keep;
    process.exitCode = await run(options, folder);
  } else console.log(help);
} catch (error) {
  console.error(`npm run gameday: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
} finally {
  if (keep) console.error(`日志 logs: ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}
