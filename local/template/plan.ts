import type * as z from "zod/mini";
import { arnOf } from "../account.ts";
import type { TableDefinition } from "../dynamodb.ts";
import { compileEventPattern, type EventPattern } from "../event-pattern.ts";
import type { MappingDefinition } from "../event-source-mapping.ts";
import type { RuleTarget } from "../eventbridge.ts";
import type { FunctionDefinition } from "../lambda.ts";
import type { AlarmDefinition } from "../metrics/alarm.ts";
import type { Grant } from "../permissions.ts";
import type { SecretDefinition } from "../secrets-manager.ts";
import type { Assembly, Stack, TemplateResource } from "./assembly.ts";
import { conditionHolds, type Resolution, resolve } from "./intrinsics.ts";
import { alarmPlanners } from "./plan-alarms.ts";
import { checkHttpRoutes, httpApiPlanners } from "./plan-http-api.ts";
import { referableType } from "./resource-names.ts";
import * as types from "./resource-types.ts";
import { type ScheduleTiming, scheduleTiming } from "./schedule-timing.ts";

export interface PlannedQueue {
  readonly name: string;
  /** As SetQueueAttributes takes them. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface PlannedRule {
  readonly name: string;
  readonly bus: string;
  readonly matches: EventPattern;
  readonly targets: readonly RuleTarget[];
}

export interface PlannedArchive {
  readonly name: string;
  readonly bus: string;
  readonly matches: EventPattern;
}

export interface PlannedMapping extends MappingDefinition {
  readonly queueArn: string;
  readonly functionName: string;
  readonly concurrency: number;
}

export interface PlannedSchedule {
  readonly name: string;
  readonly expression: string;
  readonly timing: ScheduleTiming;
  readonly functionNames: readonly string[];
  readonly queueArns: readonly string[];
}

/** A route of an HTTP API, not tied to its function yet. */
export interface PlannedHttpRoute {
  readonly api: string;
  readonly key: string;
  readonly integration: string;
}

/** Everything that an assembly asks for, ready to be created. */
export interface Plan {
  readonly tables: TableDefinition[];
  readonly queues: PlannedQueue[];
  readonly secrets: SecretDefinition[];
  readonly buckets: string[];
  readonly buses: string[];
  readonly archives: PlannedArchive[];
  readonly rules: PlannedRule[];
  readonly functions: FunctionDefinition[];
  readonly mappings: PlannedMapping[];
  readonly schedules: PlannedSchedule[];
  /** What each role may do, by its ARN. */
  readonly roles: Map<string, PlannedRole>;
  /** HTTP APIs by name. */
  readonly httpApis: string[];
  /** The function an integration of an HTTP API goes to, by the integration's name. */
  readonly httpIntegrations: Map<string, string>;
  readonly httpRoutes: PlannedHttpRoute[];
  readonly alarms: AlarmDefinition[];
  /** ARNs of keys. */
  readonly keys: string[];
  readonly keyAliases: Map<string, string>;
  /** The key's ARN by the ARN of the table or queue that it encrypts. */
  readonly encrypts: Map<string, string>;
}

export interface PlannedRole {
  readonly grants: Grant[];
  /** Policies that AWS keeps: what they allow is not known here. */
  readonly managedPolicies: readonly string[];
}

/**
 * Works out what an assembly asks for; queues get their address at `endpoint`. Throws an Error that names the stack, the
 * resource and its type, and what in it is not covered: nothing is left out in silence.
 */
export function planDeployment(assembly: Assembly, endpoint: string): Plan {
  const plan: Plan = {
    tables: [],
    queues: [],
    secrets: [],
    buckets: [],
    buses: [],
    archives: [],
    rules: [],
    functions: [],
    mappings: [],
    schedules: [],
    roles: new Map(),
    httpApis: [],
    httpIntegrations: new Map(),
    httpRoutes: [],
    alarms: [],
    keys: [],
    keyAliases: new Map(),
    encrypts: new Map(),
  };
  for (const stack of assembly.stacks) {
    const resolution = resolutionOf(stack, assembly, endpoint);
    for (const [logicalId, resource] of Object.entries(stack.template.Resources)) {
      try {
        planResource({ plan, assembly, resolution, logicalId, resource });
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`stack ${stack.name}, ${logicalId} (${resource.Type}): ${reason}`, { cause: error });
      }
    }
  }
  checkReferences(plan);
  checkHttpRoutes(plan);
  return plan;
}

export interface Planning {
  readonly plan: Plan;
  readonly assembly: Assembly;
  readonly resolution: Resolution;
  readonly logicalId: string;
  readonly resource: TemplateResource;
}

export type Planner = (planning: Planning, properties: Record<string, unknown>) => void;

const planners: Readonly<Record<string, Planner>> = {
  ...httpApiPlanners,
  ...alarmPlanners,
  "AWS::DynamoDB::Table"({ plan, resolution, logicalId }, properties) {
    const { BillingMode: _, ...table } = types.parseProperties("AWS::DynamoDB::Table", types.Table, properties);
    plan.tables.push({ ...table, TableName: resolution.ref(logicalId) });
    const key: unknown = Reflect.get(Object(properties["SSESpecification"]), "KMSMasterKeyId");
    if (typeof key === "string") plan.encrypts.set(resolution.attribute(logicalId, "Arn"), key);
  },
  "AWS::SQS::Queue"({ plan, resolution, logicalId }, properties) {
    const { QueueName: _, RedrivePolicy, ...rest } = types.parseProperties("AWS::SQS::Queue", types.Queue, properties);
    const attributes = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]));
    if (RedrivePolicy) attributes["RedrivePolicy"] = JSON.stringify(RedrivePolicy);
    plan.queues.push({ name: resolution.attribute(logicalId, "QueueName"), attributes });
    const key = properties["KmsMasterKeyId"];
    if (typeof key === "string") plan.encrypts.set(resolution.attribute(logicalId, "Arn"), key);
  },
  "AWS::KMS::Key"({ plan, resolution, logicalId }) {
    plan.keys.push(resolution.attribute(logicalId, "Arn"));
  },
  "AWS::KMS::Alias"({ plan }, properties) {
    const { AliasName, TargetKeyId } = types.parseProperties("AWS::KMS::Alias", types.KeyAlias, properties);
    plan.keyAliases.set(AliasName, TargetKeyId);
  },
  "AWS::SecretsManager::Secret"({ plan, resolution, logicalId }, properties) {
    const secret = types.parseProperties("AWS::SecretsManager::Secret", types.Secret, properties);
    const key = properties["KmsKeyId"];
    if (typeof key === "string") plan.encrypts.set(resolution.ref(logicalId), key);
    plan.secrets.push({ name: secret.Name, passwordLength: secret.GenerateSecretString.PasswordLength });
  },
  "AWS::S3::Bucket"({ plan, resolution, logicalId }, properties) {
    types.parseProperties("AWS::S3::Bucket", types.Bucket, properties);
    plan.buckets.push(resolution.ref(logicalId));
  },
  "AWS::Events::EventBus"({ plan }, properties) {
    plan.buses.push(types.parseProperties("AWS::Events::EventBus", types.EventBus, properties).Name);
  },
  "AWS::Events::Archive"({ plan, resolution, logicalId }, properties) {
    const archive = types.parseProperties("AWS::Events::Archive", types.Archive, properties);
    plan.archives.push({
      name: resolution.ref(logicalId),
      bus: lastPart(archive.SourceArn),
      matches: archive.EventPattern ? compileEventPattern(archive.EventPattern) : () => true,
    });
  },
  "AWS::Events::Rule"({ plan, resolution, logicalId }, properties) {
    const rule = types.parseProperties("AWS::Events::Rule", types.Rule, properties);
    const name = resolution.ref(logicalId);
    if ((rule.EventPattern === undefined) === (rule.ScheduleExpression === undefined)) {
      throw new Error("expected either EventPattern or ScheduleExpression");
    }
    if (rule.ScheduleExpression !== undefined) planSchedule(plan, name, rule);
    if (rule.EventPattern === undefined) return;
    const matches = compileEventPattern(rule.EventPattern);
    const targets = rule.Targets.map(({ Arn, DeadLetterConfig, SqsParameters }) => {
      if (!Arn.startsWith(arnOf("sqs", "")))
        throw new Error(`the target ${Arn} is not covered; queues of this account are`);
      return { queueArn: Arn, deadLetterArn: DeadLetterConfig?.Arn, messageGroup: SqsParameters?.MessageGroupId };
    });
    if (rule.State === "ENABLED") plan.rules.push({ name, bus: lastPart(rule.EventBusName), matches, targets });
  },
  "AWS::Lambda::Function"({ plan, assembly, resolution, logicalId }, properties) {
    const declared = types.parseProperties("AWS::Lambda::Function", types.LambdaFunction, properties);
    const code = assembly.assets.get(declared.Code.S3Key);
    if (code === undefined) throw new Error(`the assembly has no asset ${declared.Code.S3Key}`);
    const variables = Object.entries(declared.Environment?.Variables ?? {});
    plan.functions.push({
      name: resolution.ref(logicalId),
      arn: resolution.attribute(logicalId, "Arn"),
      code,
      handler: declared.Handler,
      timeoutSeconds: declared.Timeout,
      memoryMegabytes: declared.MemorySize,
      reservedConcurrency: declared.ReservedConcurrentExecutions,
      role: declared.Role,
      logGroup: declared.LoggingConfig?.LogGroup,
      environment: Object.fromEntries(variables.map(([name, value]) => [name, String(value)])),
    });
  },
  "AWS::IAM::Role"({ plan, resolution, logicalId }, properties) {
    const role = types.parseProperties("AWS::IAM::Role", types.Role, properties);
    const planned = roleOf(plan, resolution.attribute(logicalId, "Arn"));
    plan.roles.set(resolution.attribute(logicalId, "Arn"), {
      grants: [...planned.grants, ...role.Policies.flatMap(({ PolicyDocument }) => grantsOf(PolicyDocument))],
      managedPolicies: role.ManagedPolicyArns,
    });
  },
  "AWS::IAM::Policy"({ plan }, properties) {
    const policy = types.parseProperties("AWS::IAM::Policy", types.Policy, properties);
    for (const role of policy.Roles)
      roleOf(plan, arnOf("iam", `role/${role}`)).grants.push(...grantsOf(policy.PolicyDocument));
  },
  "AWS::Lambda::EventSourceMapping"({ plan }, properties) {
    const type = "AWS::Lambda::EventSourceMapping";
    const mapping = types.parseProperties(type, types.EventSourceMapping, properties);
    if (mapping.BatchSize > 10 && mapping.MaximumBatchingWindowInSeconds < 1) {
      throw new Error("BatchSize above 10 needs MaximumBatchingWindowInSeconds of at least 1");
    }
    if (!mapping.Enabled) return;
    plan.mappings.push({
      queueArn: mapping.EventSourceArn,
      functionName: lastPart(mapping.FunctionName, ":"),
      batchSize: mapping.BatchSize,
      batchingWindowSeconds: mapping.MaximumBatchingWindowInSeconds,
      reportsFailures: mapping.FunctionResponseTypes.length > 0,
      concurrency: mapping.ScalingConfig?.MaximumConcurrency ?? Number.POSITIVE_INFINITY,
    });
  },
};

/** A policy may come before its role in the template. */
function roleOf({ roles }: Plan, arn: string): PlannedRole {
  const known = roles.get(arn) ?? { grants: [], managedPolicies: [] };
  roles.set(arn, known);
  return known;
}

function grantsOf({ Statement }: z.output<typeof types.Policy>["PolicyDocument"]): Grant[] {
  return Statement.map(({ Action, Resource }) => ({ actions: [Action].flat(), resources: [Resource].flat() }));
}

function planSchedule(
  plan: Plan,
  name: string,
  { ScheduleExpression = "", State, Targets }: z.output<typeof types.Rule>,
) {
  const timing = scheduleTiming(ScheduleExpression);
  const functionNames: string[] = [];
  const queueArns: string[] = [];
  for (const { Arn } of Targets) {
    if (Arn.startsWith(arnOf("lambda", "function:"))) functionNames.push(lastPart(Arn, ":"));
    else if (Arn.startsWith(arnOf("sqs", ""))) queueArns.push(Arn);
    else throw new Error(`the target ${Arn} of a schedule is not covered; functions and queues of this account are`);
  }
  if (State === "ENABLED" && timing) {
    plan.schedules.push({ name, expression: ScheduleExpression, timing, functionNames, queueArns });
  }
}

function planResource(planning: Planning): void {
  const { resource, resolution } = planning;
  if (types.typesWithoutEffect.has(resource.Type)) return;
  const planner = Object.hasOwn(planners, resource.Type) ? planners[resource.Type] : undefined;
  if (!planner) throw new Error("resources of this type are not covered by the embedded AWS");
  if (resource.Condition !== undefined && !conditionHolds(resource.Condition, resolution)) return;
  const properties = Object.entries(resource.Properties ?? {})
    .map(([name, value]) => [name, resolve(value, resolution)] as const)
    .filter(([, value]) => value !== undefined);
  planner(planning, Object.fromEntries(properties));
}

function lastPart(name: string, separator = "/"): string {
  return name.split(separator).at(-1) ?? name;
}

function resolutionOf(stack: Stack, assembly: Assembly, endpoint: string): Resolution {
  const typeOf = (logicalId: string) => {
    const resource = stack.template.Resources[logicalId];
    if (!resource) throw new Error(`there is no resource ${logicalId}`);
    return { resource, type: referableType(resource.Type) };
  };
  const nameOf = (logicalId: string) => {
    const { resource, type } = typeOf(logicalId);
    const named = type.nameProperty === undefined ? undefined : resource.Properties?.[type.nameProperty];
    return named === undefined ? `${stack.name}-${logicalId}` : String(resolve(named, resolution));
  };
  const resolution: Resolution = {
    stack,
    ref: (logicalId) => typeOf(logicalId).type.ref(nameOf(logicalId), endpoint),
    attribute(logicalId, name) {
      const { resource, type } = typeOf(logicalId);
      const attribute = Object.hasOwn(type.attributes, name) ? type.attributes[name] : undefined;
      if (!attribute)
        throw new Error(`the attribute ${name} of an ${resource.Type} is not covered by the embedded AWS`);
      return attribute(nameOf(logicalId), endpoint);
    },
    imported: (exportName) => exportedValue(exportName, assembly, endpoint),
  };
  return resolution;
}

function exportedValue(exportName: string, assembly: Assembly, endpoint: string): unknown {
  for (const stack of assembly.stacks) {
    const resolution = resolutionOf(stack, assembly, endpoint);
    for (const { Value, Export } of Object.values(stack.template.Outputs)) {
      if (Export && resolve(Export.Name, resolution) === exportName) return resolve(Value, resolution);
    }
  }
  throw new Error(`no stack exports ${exportName}`);
}

/** What a function may do must be known here, to the action. */
function checkRole({ name, role }: FunctionDefinition, roles: Plan["roles"]): void {
  const planned = roles.get(role);
  if (!planned) throw new Error(`function ${name}: no stack declares the role ${role}`);
  const [managed] = planned.managedPolicies;
  if (managed !== undefined) {
    throw new Error(`function ${name}: the managed policy ${managed} of its role is not covered by the embedded AWS`);
  }
}

/** What is named must be there: an event for a queue of another account would be lost here. */
function checkReferences({ roles, queues, buses, functions, rules, archives, mappings, schedules }: Plan): void {
  const queueArns = new Set(queues.map(({ name }) => arnOf("sqs", name)));
  const knownBuses = new Set(["default", ...buses]);
  const knownFunctions = new Set(functions.map(({ name }) => name));
  const check = (known: ReadonlySet<string>, name: string, user: string) => {
    if (!known.has(name)) throw new Error(`${user}: no stack declares ${name}`);
  };
  for (const each of functions) checkRole(each, roles);
  for (const rule of rules) {
    check(knownBuses, rule.bus, `rule ${rule.name}`);
    for (const { queueArn, deadLetterArn } of rule.targets) {
      check(queueArns, queueArn, `rule ${rule.name}`);
      if (deadLetterArn !== undefined) check(queueArns, deadLetterArn, `rule ${rule.name}`);
    }
  }
  for (const { name, functionNames, queueArns: told } of schedules) {
    for (const queueArn of told) check(queueArns, queueArn, `schedule ${name}`);
    for (const functionName of functionNames) check(knownFunctions, functionName, `schedule ${name}`);
  }
  for (const archive of archives) check(knownBuses, archive.bus, `archive ${archive.name}`);
  for (const { queueArn, functionName } of mappings) {
    check(queueArns, queueArn, `event source mapping of ${functionName}`);
    check(knownFunctions, functionName, `event source mapping of ${queueArn}`);
  }
}
