import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { accountId, arnOf, region } from "./account.ts";
import { type ApiCounts, createCounter } from "./api-counts.ts";
import { type ApiReply, ServiceError } from "./api-reply.ts";
import { backupRest } from "./backup-vault.ts";
import { cloudWatch } from "./cloudwatch.ts";
import { type Instances, instancesWithin } from "./concurrency.ts";
import { type DynamoDb, startDynamoDb } from "./dynamodb.ts";
import { openArchive } from "./event-archive.ts";
import { type EventSourceMapping, startMapping } from "./event-source-mapping.ts";
import { createEventBridge, type EventBridge } from "./eventbridge.ts";
import { functionLogs } from "./function-logs.ts";
import { createPool, type FunctionPool } from "./function-pool.ts";
import { type Gateway, startGateway } from "./gateway.ts";
import { createHttpApi, type HttpApi } from "./http-api.ts";
import { createKms, type Kms } from "./kms.ts";
import type { LambdaRuntime } from "./lambda.ts";
import { lambdaRest, mappingId } from "./lambda-rest.ts";
import { type AlarmState, alarmState } from "./metrics/alarm.ts";
import { recordEmbeddedMetrics } from "./metrics/embedded-metrics.ts";
import { measuredCounter, measureQueues } from "./metrics/measured-counter.ts";
import { metricStore } from "./metrics/metric-store.ts";
import { permissionsOf } from "./permissions.ts";
import type { KnownRule } from "./rules-and-replays.ts";
import { startS3 } from "./s3.ts";
import { type RunningSchedule, startSchedule } from "./schedule.ts";
import { createSecretsManager } from "./secrets-manager.ts";
import { cutSmallBuffersFromSmallBlocks } from "./small-buffers.ts";
import { type Sqs, startSqs } from "./sqs.ts";
import { type HandSwitches, handSwitches } from "./switches.ts";
import { tableJournal } from "./table-journal.ts";
import { readAssembly } from "./template/assembly.ts";
import { type Plan, planDeployment } from "./template/plan.ts";

export type { ApiCounts } from "./api-counts.ts";
export type { AlarmState } from "./metrics/alarm.ts";

export interface EmbeddedAwsOptions {
  /** A CDK cloud assembly's folder: manifest, templates and assets. */
  readonly assembly: string;
  /** Folder of everything that is kept; made when it is not there. Survives restarts and kill -9. */
  readonly data: string;
  /** Port on 127.0.0.1; 0 for any that is free. */
  readonly port: number;
  /** Milliseconds by which the clocks of functions and the bus are ahead, so that a chosen day can be played. */
  readonly clockOffset?: number;
  /**
   * A clock that moves while the system runs, instead: see moving-clock.ts. Whoever gives it moves this thread's own clock
   * by it as well, before this module's are asked for the time.
   */
  readonly movingClock?: SharedArrayBuffer;
  /** True to keep every write, so that tables can be restored as they were at any moment. */
  readonly continuousBackups?: boolean;
  /** The folder of the vaults of AWS Backup, where it is to outlive the data; in the data folder otherwise. */
  readonly vaults?: string;
  readonly log?: (line: string) => void;
  /** How many instances of a function may be at work, where the template allows as many. @default this machine's */
  readonly processors?: number;
}

export interface EmbeddedAws {
  readonly endpoint: string;
  readonly accountId: typeof accountId;
  readonly region: string;
  /** Resolves when every queue that feeds a function is empty, with nothing in flight. */
  idle(): Promise<void>;
  /** What was asked of it so far. */
  counts(): ApiCounts;
  /** The state of every alarm of the template at this moment, from what was measured since the start. */
  alarms(): readonly AlarmState[];
  /** Invocations of functions that have begun and not ended. */
  underWay(): number;
  /** The HTTP API of a name, to be put behind a port. Throws an Error where the template declares none. */
  httpApi(name: string): HttpApi;
  /** Lets batches in work finish for a moment and closes everything; what is left is done after the next start. */
  stop(): Promise<void>;
}

/**
 * Runs the template of an assembly on this machine. Whatever the data folder holds already is kept. Rejects with an Error
 * that names what in the assembly is not covered.
 */
export async function startEmbeddedAws(options: EmbeddedAwsOptions): Promise<EmbeddedAws> {
  const assembly = readAssembly(options.assembly);
  // Lambda's clock is UTC. Threads have no time zone of their own: functions get the one of the process.
  process.env["TZ"] = "UTC";
  cutSmallBuffersFromSmallBlocks();
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
): Promise<Pick<EmbeddedAws, "idle" | "counts" | "httpApi" | "alarms" | "underWay">> {
  const { endpoint } = gateway;
  const { data, clockOffset = 0, movingClock } = options;
  const now = () => new Date(Date.now() + clockOffset);
  const metrics = metricStore(now, join(data, "metrics.json"));
  closing.push(() => metrics.keep());
  const groups = new Map(plan.functions.flatMap(({ name, logGroup }) => (logGroup ? [[name, logGroup]] : [])));
  const logs = functionLogs([...groups.values()], now);
  const log = (line: string) => {
    // A function's line has its name before it.
    const [name = ""] = line.split(": ", 1);
    const message = line.slice(name.length + 2);
    recordEmbeddedMetrics(message, metrics);
    logs.write(groups.get(name) ?? "", message);
    options.log?.(line);
  };
  const counter = measuredCounter(createCounter(), metrics);
  const journal = options.continuousBackups ? tableJournal(join(data, "journal"), now) : undefined;
  const dynamodb = await startDynamoDb(join(data, "dynamodb"), counter, journal);
  closing.push(() => dynamodb.close());
  const sqs = await startSqs({ folder: join(data, "sqs"), endpoint, counter });
  closing.push(() => sqs.close());
  const s3 = await startS3(join(data, "s3"));
  closing.push(() => s3.close());
  const permissions = permissionsOf(
    new Map(plan.functions.map(({ name, role }) => [name, plan.roles.get(role)?.grants ?? []])),
  );
  const switches = handSwitches(data);
  const kms = createKms({ keys: plan.keys, aliases: plan.keyAliases, encrypts: plan.encrypts }, switches);
  const send: Sqs["send"] = (arn, body, attributes, group) => {
    if (!kms.usable(arn)) throw new ServiceError("KmsDisabled", `the key of ${arn} cannot be used`);
    sqs.send(arn, body, attributes, group);
  };
  const events = createEventBridge({
    counter,
    log,
    send,
    now,
    rules: knownRules(plan),
    switches,
    notKept({ name }) {
      const bus = plan.rules.find((each) => each.name === name)?.bus ?? "";
      const dimensions = { EventBusName: bus, RuleName: name };
      metrics.record({ namespace: "AWS/Events", name: "InvocationsFailedToBeSentToDlq", dimensions }, 1);
    },
  });

  const secrets = createSecretsManager(join(data, "secrets"));
  for (const secret of plan.secrets) secrets.ensureSecret(secret);
  for (const table of plan.tables) await dynamodb.ensureTable(table);
  for (const { name, attributes } of plan.queues) sqs.ensureQueue(name, attributes);
  for (const bucket of plan.buckets) s3.ensureBucket(bucket);
  createBuses(plan, events, join(data, "archives"), closing);
  const runtime: LambdaRuntime = { endpoint, clockOffset, movingClock, counter, log };
  const instances = instancesWithin(runtime, options.processors);
  const running: RunningOptions = { plan, sqs, kms, send, switches, runtime, instances };
  const invocations = directInvocations(plan, instances);
  closing.push(invocations.stop);
  const alarms = () => {
    measureQueues(sqs, metrics);
    return plan.alarms.map((each) => alarmState(each, metrics, now()));
  };
  gateway.open({
    dynamodb: dynamodb.call,
    sqs: sqs.call,
    events: events.call,
    kms: kms.call,
    logs: logs.call,
    cloudwatch: cloudWatch(plan.alarms, alarms),
    s3,
    lambda: lambdaRest(plan, switches).call,
    backup: backupRest({ ...dynamodb, folder: options.vaults ?? join(data, "vaults"), now }).call,
    secretsmanager: secrets.call,
    invoke: invocations.invoke,
    status: async () => ({ ...(await statusOf(plan, dynamodb, sqs)), alarms: ringing(alarms()) }),
    check(accessKey, service, action, body) {
      permissions.check(accessKey, service, action, body);
      kms.check(service, action, body);
    },
    called: counter.call,
    log,
  });
  // Closed before the stores are, so that no request meets a closed one.
  closing.push(() => gateway.close());
  const mappings = startMappings(running);
  closing.push(async () => {
    await Promise.all(mappings.map((mapping) => mapping.stop()));
  });
  const schedules = startSchedules(running);
  closing.push(async () => {
    await Promise.all(schedules.map((schedule) => schedule.stop()));
  });
  const httpApis = startHttpApis(running, closing);
  return {
    counts: counter.read,
    underWay: counter.underWay,
    alarms,
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

function knownRules({ rules, schedules }: Plan): KnownRule[] {
  return [
    ...rules.map(({ name, bus, targets }) => ({
      ...{ name, bus, schedule: undefined },
      targetArns: targets.map(({ queueArn }) => queueArn),
    })),
    ...schedules.map(({ name, expression, functionNames, queueArns }) => ({
      ...{ name, bus: "default", schedule: expression },
      targetArns: [...queueArns, ...functionNames.map((each) => arnOf("lambda", `function:${each}`))],
    })),
  ];
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

/** Functions called by their names, by instances of their own. */
function directInvocations(plan: Plan, instances: Instances) {
  const pools = new Map<string, FunctionPool>();
  return {
    async invoke(name: string, payload: string): Promise<ApiReply> {
      const definition = plan.functions.find((each) => each.name === name || each.arn === name);
      if (!definition) throw new ServiceError("ResourceNotFoundException", `Function not found: ${name}`, 404);
      const pool = pools.get(name) ?? createPool(instances.of(definition));
      pools.set(name, pool);
      const result = await pool.invoke(payload);
      const contentType = "application/json";
      if (result.ok) return { status: 200, contentType, body: result.payload };
      const headers = { "x-amz-function-error": "Unhandled" };
      return { status: 200, contentType, headers, body: JSON.stringify({ errorMessage: result.error }) };
    },
    async stop() {
      await Promise.all([...pools.values()].map((pool) => pool.stop()));
    },
  };
}

interface RunningOptions {
  readonly plan: Plan;
  readonly sqs: Sqs;
  readonly kms: Kms;
  /** Puts a message on a queue whose key can be used. */
  readonly send: Sqs["send"];
  readonly switches: HandSwitches;
  readonly runtime: LambdaRuntime;
  readonly instances: Instances;
}

function startMappings({ plan, sqs, kms, switches, runtime, instances }: RunningOptions): EventSourceMapping[] {
  return plan.mappings.map((definition) => {
    const fed = plan.functions
      .filter(({ name }) => name === definition.functionName)
      .flatMap((each) => instances.of(each, definition.concurrency));
    return startMapping({
      ...{ definition, instances: fed, queue: sqs.consumer(definition.queueArn) },
      ...{ counter: runtime.counter, clockOffset: runtime.clockOffset, log: runtime.log },
      mayRead: () => switches.isOn(mappingId(definition)) && kms.usable(definition.queueArn),
    });
  });
}

function startSchedules({ plan, send, switches, runtime, instances }: RunningOptions): RunningSchedule[] {
  return plan.schedules.map(({ name, timing, functionNames, queueArns }) =>
    startSchedule({
      name,
      timing,
      instances: plan.functions
        .filter((each) => functionNames.includes(each.name))
        .flatMap((each) => instances.of(each, 1)),
      tell(body) {
        for (const queueArn of queueArns) send(queueArn, body);
      },
      isOn: () => switches.isOn(name),
      now: () => new Date(Date.now() + runtime.clockOffset),
      look: runtime.movingClock ? 20 : undefined,
    }),
  );
}

function startHttpApis(
  { plan, runtime, instances }: RunningOptions,
  closing: (() => Promise<void> | void)[],
): HttpApi[] {
  const called = new Set(plan.httpIntegrations.values());
  const pools = new Map(
    plan.functions.filter(({ name }) => called.has(name)).map((each) => [each.name, createPool(instances.of(each))]),
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
      now: () => new Date(Date.now() + runtime.clockOffset),
      log: runtime.log,
    }),
  );
}

/** Names of the alarms that ring. */
function ringing(alarms: readonly AlarmState[]): string[] {
  return alarms.filter(({ state }) => state === "ALARM").map(({ name }) => name);
}

async function statusOf(plan: Plan, dynamodb: DynamoDb, sqs: Sqs): Promise<object> {
  return {
    account: accountId,
    region,
    queues: sqs.depths(),
    tables: await dynamodb.tableNames(),
    buckets: plan.buckets,
    functions: plan.functions.map(({ name }) => name),
    buses: plan.buses.map((name) => ({
      name,
      arn: arnOf("events", `event-bus/${name}`),
      rules: plan.rules.filter(({ bus }) => bus === name).map((rule) => rule.name),
    })),
  };
}
