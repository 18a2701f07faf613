import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { region } from "./account.ts";
import type { Counter } from "./api-counts.ts";
import { type InstanceSettings, WorkerReport } from "./lambda-protocol.ts";
import { accessKeyOf } from "./permissions.ts";

/** A function as the template declares it. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  /** Folder of the bundled code. */
  readonly code: string;
  /** `module.export`, such as `index.handler`. */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** Most instances at once, of all that call it; undefined where the template sets no limit. */
  readonly reservedConcurrency?: number | undefined;
  readonly environment: Readonly<Record<string, string>>;
  /** The ARN of the role whose grants bound what it may call. */
  readonly role: string;
  /** Name of the log group that it writes to. */
  readonly logGroup: string | undefined;
}

export interface LambdaRuntime {
  /** Where the SDK inside functions finds AWS. */
  readonly endpoint: string;
  readonly clockOffset: number;
  /** A clock that moves while instances run. This process's own is moved by it already. */
  readonly movingClock?: SharedArrayBuffer | undefined;
  readonly counter: Counter;
  readonly log: (line: string) => void;
}

/** How an invocation ended: what the handler returned, as JSON text, or why there is nothing. */
export type InvocationResult =
  | { readonly ok: true; readonly payload: string }
  | { readonly ok: false; readonly error: string };

/** One instance: it serves one invocation at a time, and comes up anew after one that killed it. */
export interface FunctionInstance {
  invoke(payload: string): Promise<InvocationResult>;
  stop(): Promise<void>;
}

/** As on AWS: loading may take ten seconds besides the function's own timeout. */
const loadSeconds = 10;

export function createInstance(definition: FunctionDefinition, runtime: LambdaRuntime): FunctionInstance {
  let instance: Promise<RunningWorker> | undefined;
  return {
    async invoke(payload) {
      const started = performance.now();
      runtime.counter.begun();
      let result: InvocationResult;
      try {
        instance ??= startWorker(definition, runtime);
        const worker = await instance;
        result = await worker.run(payload);
      } catch (error) {
        instance = undefined;
        result = { ok: false, error: error instanceof Error ? error.message : String(error) };
      }
      if (!result.ok) runtime.log(`${definition.name}: ${result.error}`);
      runtime.counter.invocation(definition.name, performance.now() - started, !result.ok);
      return result;
    },
    async stop() {
      const running = instance;
      instance = undefined;
      await running?.then((worker) => worker.stop()).catch(() => undefined);
    },
  };
}

interface RunningWorker {
  /** Resolves with what the handler returned or threw; rejects when the worker is gone and cannot serve another. */
  run(payload: string): Promise<InvocationResult>;
  stop(): Promise<void>;
}

async function startWorker(definition: FunctionDefinition, runtime: LambdaRuntime): Promise<RunningWorker> {
  const worker = new Worker(new URL("./lambda-worker.ts", import.meta.url), {
    name: definition.name,
    workerData: settingsOf(definition, runtime),
    env: environmentOf(definition, runtime),
    // None of this process's flags.
    execArgv: [],
    argv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: definition.memoryMegabytes },
  });
  logLines(worker.stdout, definition.name, runtime.log);
  logLines(worker.stderr, definition.name, runtime.log);
  const next = reportsOf(worker);
  const within = <Result>(seconds: number, work: Promise<Result>, what: string): Promise<Result> =>
    endedWithin(seconds, work).catch(async (error: unknown) => {
      await worker.terminate();
      throw error === timeIsUp ? new Error(`${what} timed out after ${seconds.toFixed(2)} seconds`) : error;
    });
  await within(loadSeconds, next(), "loading the function");
  return {
    run(payload) {
      const requestId = randomUUID();
      const timeLeft = definition.timeoutSeconds * 1000;
      worker.postMessage({ requestId, payload, timeLeft });
      return within(definition.timeoutSeconds, next().then(resultOf), "Task");
    },
    async stop() {
      await worker.terminate();
    },
  };
}

function resultOf(report: WorkerReport): InvocationResult {
  switch (report.kind) {
    case "returned":
      return { ok: true, payload: report.payload };
    case "threw":
      return { ok: false, error: report.error };
    case "loaded":
      throw new Error("the worker loaded the function twice");
  }
}

/** The worker's reports one by one; rejects, once and for ever, when it has failed or ended. */
function reportsOf(worker: Worker): () => Promise<WorkerReport> {
  let waiting: PromiseWithResolvers<WorkerReport> | undefined;
  let over: Error | undefined;
  const end = (error: Error) => {
    over ??= error;
    waiting?.reject(over);
  };
  worker.on("message", (message) => waiting?.resolve(WorkerReport.parse(message)));
  worker.on("error", (error) => end(new Error(`the function's instance failed: ${messageOf(error)}`)));
  worker.on("exit", () => end(new Error("the function's instance ended before it answered")));
  return () => {
    waiting = Promise.withResolvers();
    if (over) waiting.reject(over);
    return waiting.promise;
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

const timeIsUp = Symbol("time is up");

async function endedWithin<Result>(seconds: number, work: Promise<Result>): Promise<Result> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(timeIsUp), seconds * 1000);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function settingsOf(definition: FunctionDefinition, { clockOffset, movingClock }: LambdaRuntime): InstanceSettings {
  const dot = definition.handler.lastIndexOf(".");
  const base = join(definition.code, definition.handler.slice(0, dot));
  const file = [".mjs", ".js", ".cjs"].map((ending) => `${base}${ending}`).find((path) => existsSync(path));
  if (file === undefined) throw new Error(`the code in ${definition.code} has no module for ${definition.handler}`);
  return {
    functionName: definition.name,
    functionArn: definition.arn,
    memoryMegabytes: definition.memoryMegabytes,
    module: pathToFileURL(file).href,
    exportName: definition.handler.slice(dot + 1),
    clockOffset,
    movingClock,
  };
}

/** Exactly what the template gives and what the runtime adds: nothing of this process's environment. */
function environmentOf(definition: FunctionDefinition, { endpoint }: LambdaRuntime): Record<string, string> {
  return {
    ...definition.environment,
    AWS_REGION: region,
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: accessKeyOf(definition.name),
    AWS_SECRET_ACCESS_KEY: "embedded",
    AWS_EC2_METADATA_DISABLED: "true",
    TZ: "UTC",
  };
}

function logLines(stream: Readable, name: string, log: (line: string) => void): void {
  createInterface({ input: stream }).on("line", (line) => log(`${name}: ${line}`));
}
