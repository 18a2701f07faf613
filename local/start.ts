import { closeSync, existsSync, openSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { stageOf } from "#infra/stages.ts";
import { checkPopulation, demonstrate } from "./demonstrate.ts";
import { type DeskSite, startDeskSite } from "./desk-site.ts";
import { type EmbeddedAws, startEmbeddedAws } from "./embedded-aws.ts";
import { checkPortIsFree } from "./port.ts";
import { personasFile } from "./prepare-desk.ts";
import { publishPage } from "./publish-page.ts";
import { runCommand } from "./run-command.ts";
import { failureInWords } from "./start-failure.ts";
import { parseStartOptions, type StartOptions, startHelp } from "./start-options.ts";
import { type StateFolder, stateFolder } from "./state-folder.ts";

/** Says what is being done and how long it took. */
async function step<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
  const started = performance.now();
  process.stderr.write(`${title} … `);
  const result = await work();
  process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  return result;
}

async function start(options: StartOptions): Promise<void> {
  // All that can be wrong is told before anything is begun anew.
  if (options.householdsFile !== undefined) checkReadable(options.householdsFile);
  await checkPortIsFree(options.port);
  const site = options.once ? undefined : await startDeskSite(options.deskPort);
  try {
    const state = stateFolder(resolve(".pfp"), options.fresh);
    try {
      checkPopulation(state, options);
      await startWith(site, state, options);
    } finally {
      state.release();
    }
  } finally {
    await site?.stop();
  }
}

function checkReadable(file: string): void {
  try {
    closeSync(openSync(file, "r"));
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
    const found = code === "ENOENT" ? "没有这个文件 no such file" : String(code ?? error);
    throw new Error(`--households: ${file}: ${found}`, { cause: error });
  }
}

async function startWith(site: DeskSite | undefined, state: StateFolder, options: StartOptions): Promise<void> {
  const clockOffset = options.on === undefined ? 0 : Date.parse(`${options.on}T09:00:00+08:00`) - Date.now();
  const stage = stageOf({ stage: "local", architecture: undefined });
  await step("合成 synthesising the CDK app", () =>
    runCommand({
      args: ["infra/app.ts"],
      environment: {
        CDK_OUTDIR: state.assembly,
        CDK_CONTEXT_JSON: JSON.stringify({ stage: stage.name, ...(site ? { issuer: site.issuer } : {}) }),
      },
    }),
  );
  const aws = await step("启动 starting the embedded AWS with that template", () =>
    startEmbeddedAws({
      assembly: state.assembly,
      data: state.aws,
      port: options.port,
      clockOffset,
    }),
  );
  try {
    if (site) await publishBuiltPage(aws, site);
    await site?.open({
      api: aws.httpApi("desk"),
      audience: stage.signIn.audience,
      personas: state.file(personasFile),
      clockOffset,
    });
    // At once: whoever has a client ready need not wait for the demonstration.
    console.log(`AWS endpoint: ${aws.endpoint}`);
    if (site) console.log(`工作台 desk: ${site.origin}/`);
    await demonstrate({ aws, state, options, clockOffset, step });
    if (site) await servedUntilStopped(aws, site);
  } finally {
    await aws.stop();
  }
}

/** The page as it was built before; without it the site says what is missing, and the API answers all the same. */
async function publishBuiltPage({ endpoint }: EmbeddedAws, { issuer }: DeskSite): Promise<void> {
  const built = "desk/built";
  if (!existsSync(`${built}/index.html`)) return;
  const stage = stageOf({ stage: "local", architecture: undefined, issuer });
  await step("页面 publishing the desk's page", () => publishPage(endpoint, built, stage));
}

async function servedUntilStopped(aws: EmbeddedAws, site: DeskSite): Promise<void> {
  console.log(`\n工作台 desk: ${site.origin}/`);
  console.log(`AWS endpoint: ${aws.endpoint}   (Ctrl-C 停止 to stop; npm start 继续 goes on from here)`);
  await new Promise<void>((stop) => {
    // On and on: npm passes on what a terminal sent to this process too, and a second signal must not cut the end short.
    process.on("SIGINT", () => stop());
    process.on("SIGTERM", () => stop());
  });
}

/** What is named on the command line lies where its user is; npm has gone to the project by then, and tells where that was. */
function whereItsUserIs(file: string | undefined): string | undefined {
  const { npm_lifecycle_event: script, INIT_CWD: before } = process.env;
  return file === undefined ? undefined : resolve(script === "start" && before ? before : ".", file);
}

try {
  const options = parseStartOptions(process.argv.slice(2), process.env);
  const householdsFile = whereItsUserIs(options.householdsFile);
  // All else lies in the project, wherever it was started from.
  process.chdir(fileURLToPath(new URL("..", import.meta.url)));
  if (options.help) console.log(startHelp);
  else await start({ ...options, householdsFile });
} catch (error) {
  console.error(`npm start: ${failureInWords(error)}`);
  // What had been begun when it failed may still listen or wait, and would keep a process that has nothing to do.
  process.exit(2);
}
