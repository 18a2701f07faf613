import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { accountId, arnOf, region } from "./account.ts";
import { type ApiCounts, type Counter, createCounter } from "./api-counts.ts";
import { type ApiReply, ServiceError } from "./api-reply.ts";
import { type DynamoDb, startDynamoDb } from "./dynamodb.ts";
import { openArchive } from "./event-archive.ts";
import { type EventSourceMapping, startMapping } from "./event-source-mapping.ts";
import { createEventBridge, type EventBridge } from "./eventbridge.ts";
import { createPool } from "./function-pool.ts";
import { type Gateway, startGateway } from "./gateway.ts";
import { createHttpApi, type HttpApi } from "./http-api.ts";
import { createInstance, type FunctionInstance, type LambdaRuntime } from "./lambda.ts";
import { permissionsOf } from "./permissions.ts";
import { type RunningSchedule, startSchedule } from "./schedule.ts";
import { type Sqs, startSqs } from "./sqs.ts";
import { readAssembly } from "./template/assembly.ts";
import { type Plan, planDeployment } from "./template/plan.ts";

export type { ApiCounts } from "./api-counts.ts";

export interface EmbeddedAwsOptions {
  /** A CDK cloud assembly's folder: manifest, templates and assets. */
  readonly assembly: string;
  /** Folder of everything that is kept; made when it is not there. Survives restarts and kill -9. */
  readonly data: string;
  /** Port on 127.0.0.1; 0 for any that is free. */
  readonly port: number;
  /** Milliseconds by which the clocks of functions and the bus are ahead, so that a chosen day can be played. */
  readonly clockOffset?: number;
  readonly log?: (line: string) => void;
}

export interface EmbeddedAws {
  readonly endpoint: string;
  readonly accountId: typeof accountId;
  readonly region: string;
  /** Resolves when every queue that feeds a function is empty, with nothing in flight. */
  idle(): Promise<void>;
  /** What was asked of it so far. */
  counts(): ApiCounts;
  /** The HTTP API of a name, to be put behind a port. Throws an Error where the template declares none. */
  httpApi(name: string): HttpApi;
  /** Lets batches in work finish for a moment and closes everything; what is left is done after the next start. */
  stop(): Promise<void>;
}

// Two show whatever can go wrong between instances; more would only share this machine's processors.
const mostInstances = 2;

/**
 * Runs the template of an assembly on this machine. Whatever the data folder holds already is kept. Rejects with an Error
 * that names what in the assembly is not covered.
 */
export async function startEmbeddedAws(options: EmbeddedAwsOptions): Promise<EmbeddedAws> {
  const assembly = readAssembly(options.assembly);
  // Lambda's clock is UTC. Threads have no time zone of their own: functions get the one of the process.
  process.env["TZ"] = "UTC";
  mkdirSync(options.data, { recursive: true });
  const closing: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const gateway = await startGateway(options.port);
    closing.push(() => gateway.close());
    const running = await run(planDeployment(assembly, gateway.endpoint), gateway, options, closing);
    return { endpoint: gateway.endpoint, accountId, region, stop, ...running };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function run(
  plan: Plan,
  gateway: Gateway,
  options: EmbeddedAwsOptions,
  closing: (() => Promise<void> | void)[],
): Promise<Pick<EmbeddedAws, "idle" | "counts" | "httpApi">> {
  const { endpoint } = gateway;
  const { data, clockOffset = 0, log = () => {} } = options;
  const counter = createCounter();
  const dynamodb = await startDynamoDb(join(data, "dynamodb"), counter);
  closing.push(() => dynamodb.close());
  const sqs = await startSqs({ folder: join(data, "sqs"), endpoint, counter });
  closing.push(() => sqs.close());
  const permissions = permissionsOf(
    new Map(plan.functions.map(({ name, role }) => [name, plan.roles.get(role)?.grants ?? []])),
  );
  const events = createEventBridge({
    counter,
    log,
    send: sqs.send,
    now: () => new Date(Date.now() + clockOffset),
  });

  for (const table of plan.tables) await dynamodb.ensureTable(table);
  for (const { name, attributes } of plan.queues) sqs.ensureQueue(name, attributes);
  createBuses(plan, events, join(data, "archives"), closing);
  const invocations = directInvocations(plan, { endpoint, clockOffset, counter, log });
  closing.push(invocations.stop);
  gateway.open({
    dynamodb: dynamodb.call,
    sqs: sqs.call,
    events: events.call,
    invoke: invocations.invoke,
    status: () => statusOf(plan, dynamodb, sqs),
    check: permissions.check,
    called: counter.call,
    log,
  });
  // Closed before the stores are, so that no request meets a closed one.
  closing.push(() => gateway.close());
  const mappings = startMappings({ plan, sqs, counter, endpoint, clockOffset, log });
  closing.push(async () => {
    await Promise.all(mappings.map((mapping) => mapping.stop()));
  });
  const schedules = startSchedules({ plan, sqs, counter, endpoint, clockOffset, log });
  closing.push(async () => {
    await Promise.all(schedules.map((schedule) => schedule.stop()));
  });
  const httpApis = startHttpApis({ plan, sqs, counter, endpoint, clockOffset, log }, closing);
  return {
    counts: counter.read,
    httpApi(name) {
      const api = httpApis.find((each) => each.name === name);
      if (!api) throw new Error(`the template declares no HTTP API ${name}`);
      return api;
    },
    async idle() {
      while (!mappings.every((mapping) => mapping.isQuiet())) await pause(5);
    },
  };
}

function createBuses(plan: Plan, events: EventBridge, folder: string, closing: (() => void)[]): void {
  for (const name of plan.buses) events.buses.set(name, { rules: [], archives: [] });
  for (const rule of plan.rules) events.buses.get(rule.bus)?.rules.push(rule);
  for (const { name, bus, matches } of plan.archives) {
    const archive = openArchive(folder, name);
    closing.push(() => archive.close());
    events.buses.get(bus)?.archives.push({ matches, archive });
  }
}

/** Functions called by their names: an instance each, begun when it is first called. */
function directInvocations(plan: Plan, runtime: LambdaRuntime) {
  const instances = new Map<string, FunctionInstance>();
  return {
    async invoke(name: string, payload: string): Promise<ApiReply> {
      const definition = plan.functions.find((each) => each.name === name || each.arn === name);
      if (!definition) throw new ServiceError("ResourceNotFoundException", `Function not found: ${name}`, 404);
      const instance = instances.get(name) ?? createInstance(definition, runtime);
      instances.set(name, instance);
      const result = await instance.invoke(payload);
      const contentType = "application/json";
      if (result.ok) return { status: 200, contentType, body: result.payload };
      const headers = { "x-amz-function-error": "Unhandled" };
      return { status: 200, contentType, headers, body: JSON.stringify({ errorMessage: result.error }) };
    },
    async stop() {
      await Promise.all([...instances.values()].map((instance) => instance.stop()));
    },
  };
}

interface MappingsOptions {
  readonly plan: Plan;
  readonly sqs: Sqs;
  readonly counter: Counter;
  readonly endpoint: string;
  readonly clockOffset: number;
  readonly log: (line: string) => void;
}

function startMappings({ plan, sqs, counter, endpoint, clockOffset, log }: MappingsOptions): EventSourceMapping[] {
  const runtime = { endpoint, clockOffset, counter, log };
  return plan.mappings.map((definition) => {
    const fed = plan.functions.filter(({ name }) => name === definition.functionName);
    const instances = Array.from({ length: Math.min(mostInstances, definition.concurrency) }, () =>
      fed.map((each) => createInstance(each, runtime)),
    ).flat();
    return startMapping({ definition, queue: sqs.consumer(definition.queueArn), instances, counter, clockOffset, log });
  });
}

function startSchedules({ plan, sqs, counter, endpoint, clockOffset, log }: MappingsOptions): RunningSchedule[] {
  const runtime = { endpoint, clockOffset, counter, log };
  return plan.schedules.map(({ name, timing, functionNames, queueArns }) =>
    startSchedule({
      name,
      timing,
      instances: plan.functions
        .filter((each) => functionNames.includes(each.name))
        .map((each) => createInstance(each, runtime)),
      tell(body) {
        for (const queueArn of queueArns) sqs.send(queueArn, body);
      },
      now: () => new Date(Date.now() + clockOffset),
    }),
  );
}

function startHttpApis(
  { plan, counter, endpoint, clockOffset, log }: MappingsOptions,
  closing: (() => Promise<void> | void)[],
): HttpApi[] {
  const runtime = { endpoint, clockOffset, counter, log };
  const called = new Set(plan.httpIntegrations.values());
  const pools = new Map(
    plan.functions
      .filter(({ name }) => called.has(name))
      .map((each) => [
        each.name,
        createPool(Array.from({ length: mostInstances }, () => createInstance(each, runtime))),
      ]),
  );
  closing.push(async () => {
    await Promise.all([...pools.values()].map((pool) => pool.stop()));
  });
  return plan.httpApis.map((name) =>
    createHttpApi({
      name,
      routes: plan.httpRoutes
        .filter(({ api }) => api === name)
        .map(({ key, integration }) => ({ key, functionName: plan.httpIntegrations.get(integration) ?? integration })),
      invoke: (functionName, payload) =>
        pools.get(functionName)?.invoke(payload) ??
        Promise.resolve({ ok: false, error: `there is no function ${functionName}` }),
      now: () => new Date(Date.now() + clockOffset),
      log,
    }),
  );
}

async function statusOf(plan: Plan, dynamodb: DynamoDb, sqs: Sqs): Promise<unknown> {
  return {
    account: accountId,
    region,
    queues: sqs.depths(),
    tables: await dynamodb.tableNames(),
    functions: plan.functions.map(({ name }) => name),
    buses: plan.buses.map((name) => ({
      name,
      arn: arnOf("events", `event-bus/${name}`),
      rules: plan.rules.filter(({ bus }) => bus === name).map((rule) => rule.name),
    })),
  };
}
