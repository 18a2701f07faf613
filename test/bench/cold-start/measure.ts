import { execFile } from "node:child_process";
import { globSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import * as z from "zod/mini";
import { functionBundle } from "#infra/function-bundle.ts";
import { bundleScript } from "../engine/bundles.ts";
import { median } from "../engine/rounds.ts";
import { loseIncome } from "./event.ts";
import type { DeployedFunction } from "./system.ts";

/** Milliseconds on the clock, and on the processor: on a machine with other work the second says more. */
const Moment = z.object({ wall: z.number(), processor: z.number() });
export type Moment = z.infer<typeof Moment>;

/** From a process's start to its first verdict: medians of the rounds. */
export interface ColdStart {
  readonly rounds: number;
  /** What is read and compiled before its first line runs, and the files it may load late. */
  readonly bundleBytes: number;
  readonly lateBytes: number;
  /** A process that does nothing. */
  readonly empty: Moment;
  /** A function that does nothing but read one item by the SDK. */
  readonly bareClient: Moment;
  /** When the write that carries the first verdict went out. */
  readonly verdict: Moment;
  /** When the handler was done: the verdict written, the notice sent. */
  readonly done: Moment;
  /** The first verdict beyond the empty process started beside it. */
  readonly beyondEmpty: Moment;
  /** Parts of that, in their order. */
  readonly phases: readonly { readonly name: string; readonly took: Moment }[];
}

const Printed = z.object({
  loaded: Moment,
  done: Moment,
  reply: z.object({ batchItemFailures: z.array(z.unknown()).check(z.length(0)) }),
  requests: z.array(z.object({ action: z.string(), out: Moment, back: Moment })),
});

/** What one round saw. Standard and persons are read first, then their households, then a verdict is written. */
interface Round {
  readonly empty: Moment;
  readonly bareClient: Moment;
  readonly loaded: Moment;
  readonly asked: Moment;
  readonly read: Moment;
  readonly found: Moment;
  readonly verdict: Moment;
  readonly done: Moment;
}

const run = promisify(execFile);

/** Starts new instances of evaluate, each for a family of its own and beside an empty process. */
export async function measureColdStart(
  evaluate: DeployedFunction,
  { rounds, folder }: { readonly rounds: number; readonly folder: string },
): Promise<ColdStart> {
  const files = {
    empty: join(folder, "empty.mjs"),
    bareClient: join(folder, "bare-client.cjs"),
    first: join(folder, "first-verdict.mjs"),
  };
  await bundleFunction(new URL("bare-client.ts", import.meta.url), files.bareClient);
  await bundleScript(new URL("empty.ts", import.meta.url), files.empty);
  await bundleScript(new URL("first-verdict.ts", import.meta.url), files.first);
  const seen: Round[] = [];
  for (let family = 0; family < rounds; family += 1) {
    const event = join(folder, `event-${family}.json`);
    writeFileSync(event, JSON.stringify(loseIncome(family)));
    const empty = Moment.parse(await printed([files.empty], {}));
    const first = async (module: string, exportName: string) =>
      Printed.parse(await printed([files.first, module, exportName, event], evaluate.environment));
    const bareClient = await first(pathToFileURL(files.bareClient).href, "handler");
    const whole = await first(evaluate.module, evaluate.exportName);
    seen.push(roundOf(empty, bareClient.done, whole));
  }
  const bundle = fileURLToPath(evaluate.module);
  const lateFiles = globSync(join(dirname(bundle), "late/*.js"));
  return {
    ...{ bundleBytes: statSync(bundle).size, lateBytes: lateFiles.reduce((sum, file) => sum + statSync(file).size, 0) },
    ...summaryOf(seen),
  };
}

/** As the functions are bundled, but with the SDK's own clients. */
async function bundleFunction(script: URL, outfile: string): Promise<void> {
  const { "@aws-sdk/credential-provider-node": credentials } = functionBundle.alias;
  await build({
    ...functionBundle,
    ...{ entryPoints: [fileURLToPath(script)], outfile },
    // The SDK as it comes, but for its chain of credentials.
    alias: credentials === undefined ? {} : { "@aws-sdk/credential-provider-node": credentials },
    plugins: [],
  });
}

function roundOf(empty: Moment, bareClient: Moment, { loaded, done, requests }: z.infer<typeof Printed>): Round {
  const [first, households] = requests.filter(({ action }) => action === "BatchGetItem");
  const written = requests.find(({ action }) => action === "PutItem");
  if (!first || !households || !written) throw new Error("the function did not read twice and write");
  return {
    ...{ empty, bareClient, loaded, done, asked: first.out, read: first.back },
    ...{ found: households.back, verdict: written.out },
  };
}

function summaryOf(seen: readonly Round[]): Omit<ColdStart, "bundleBytes" | "lateBytes"> {
  const of = (at: (round: Round) => Moment) => ({
    wall: median(seen.map((round) => at(round).wall)),
    processor: median(seen.map((round) => at(round).processor)),
  });
  const between = (from: keyof Round, to: keyof Round) =>
    of((round) => ({
      wall: round[to].wall - round[from].wall,
      processor: round[to].processor - round[from].processor,
    }));
  return {
    rounds: seen.length,
    empty: of(({ empty }) => empty),
    bareClient: of(({ bareClient }) => bareClient),
    verdict: of(({ verdict }) => verdict),
    done: of(({ done }) => done),
    beyondEmpty: between("empty", "verdict"),
    phases: [
      { name: "代码载入、客户端建好 code loaded, clients made", took: between("empty", "loaded") },
      { name: "首个请求发出 the first request is out", took: between("loaded", "asked") },
      { name: "现行标准与人读到 the standard in force and the persons are read", took: between("asked", "read") },
      { name: "标准就绪、户读到 it is ready, and their households are read", took: between("read", "found") },
      { name: "判定写出 judged, and the verdict is on its way", took: between("found", "verdict") },
    ],
  };
}

/** What a script printed in its last line. */
async function printed(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<unknown> {
  const { stdout } = await run(process.execPath, args, { env: { ...environment } });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}
