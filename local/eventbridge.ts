import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { problemInWords, problemsOf } from "#events/problem.ts";
import { accountId, arnOf, region } from "./account.ts";
import type { Counter } from "./api-counts.ts";
import { type ApiReply, notCovered, ServiceError } from "./api-reply.ts";
import type { Archive } from "./event-archive.ts";
import type { EventPattern } from "./event-pattern.ts";
import { type KnownRule, ruleActions, rulesAndReplays } from "./rules-and-replays.ts";
import type { MessageAttributes } from "./sqs-requests.ts";
import type { HandSwitches } from "./switches.ts";

export interface RuleTarget {
  readonly queueArn: string;
  readonly deadLetterArn: string | undefined;
  /** Of which the queue is fair: a name, or the event's own field after `$.`. */
  readonly messageGroup?: string | undefined;
}

export interface Rule {
  readonly name: string;
  readonly matches: EventPattern;
  readonly targets: readonly RuleTarget[];
}

export interface ArchiveOfBus {
  readonly matches: EventPattern;
  readonly archive: Archive;
}

export interface EventBus {
  readonly rules: Rule[];
  readonly archives: ArchiveOfBus[];
}

export interface EventBridge {
  /** Buses by name; the one named `default` is always there. */
  readonly buses: Map<string, EventBus>;
  call(action: string, body: string): ApiReply;
}

export interface EventBridgeOptions {
  readonly counter: Counter;
  /** Puts a message on a queue; throws when the queue refuses it. */
  readonly send: (queueArn: string, body: string, attributes?: MessageAttributes, group?: string) => void;
  readonly now: () => Date;
  /** Every rule there is, those of schedules included. */
  readonly rules: readonly KnownRule[];
  readonly switches: HandSwitches;
  /** Told of an event that reached neither a rule's target nor its dead letters. */
  readonly notKept: (rule: Rule) => void;
  readonly log: (line: string) => void;
}

const text = z.optional(z.nullable(z.string()));
const Entry = z.strictObject({
  Source: text,
  DetailType: text,
  Detail: text,
  EventBusName: text,
  // JSON carries a timestamp as seconds.
  Time: z.optional(z.nullable(z.union([z.number(), z.string()]))),
  Resources: z.optional(z.nullable(z.array(z.string()))),
});
type Entry = z.infer<typeof Entry>;
const PutEvents = z.strictObject({ Entries: z.array(Entry) });
const DescribeEventBus = z.strictObject({ Name: z.optional(z.string()) });

const actions = ["PutEvents", "DescribeEventBus", ...ruleActions];
const mostEntries = 10;
const mostBytes = 256 * 1024;

/** EventBridge: what is accepted stands in its target queues, on disk, before the client has its answer. */
export function createEventBridge(options: EventBridgeOptions): EventBridge {
  const buses = new Map<string, EventBus>([["default", { rules: [], archives: [] }]]);
  const { rules, switches, now } = options;
  const ofRules = rulesAndReplays({
    ...{ buses, rules, switches, now },
    // What is replayed is not kept once more.
    deliver: (bus, event, only) => deliverToRules(bus, event, options, only),
  });
  return {
    buses,
    call(action, body) {
      const input: unknown = JSON.parse(body);
      if (action === "PutEvents") return json(putEvents(parse(PutEvents, action, input).Entries, buses, options));
      if (action === "DescribeEventBus") return json(describe(parse(DescribeEventBus, action, input).Name, buses));
      const reply = ofRules(action, input);
      if (reply) return reply;
      throw notCovered("events", action, actions);
    },
  };
}

function json(reply: unknown): ApiReply {
  return { status: 200, contentType: "application/x-amz-json-1.1", body: JSON.stringify(reply) };
}

function parse<Schema extends z.ZodMiniType>(schema: Schema, action: string, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = problemsOf(parsed.error, input).map(problemInWords).join("; ");
  throw new ServiceError("ValidationException", `${action}: wrong, or not covered by the embedded AWS: ${problems}`);
}

function describe(name: string | undefined, buses: ReadonlyMap<string, EventBus>): object {
  const bus = busNameOf(name);
  if (!buses.has(bus)) {
    throw new ServiceError("ResourceNotFoundException", `Event bus ${bus} does not exist.`);
  }
  return { Name: bus, Arn: arnOf("events", `event-bus/${bus}`) };
}

type EntryReply = { EventId: string } | { ErrorCode: string; ErrorMessage: string };

function putEvents(entries: readonly Entry[], buses: ReadonlyMap<string, EventBus>, options: EventBridgeOptions) {
  if (entries.length === 0 || entries.length > mostEntries) {
    const limit = entries.length === 0 ? "greater than or equal to 1" : `less than or equal to ${mostEntries}`;
    throw new ServiceError(
      "ValidationException",
      `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length ${limit}`,
    );
  }
  if (entries.reduce((total, entry) => total + bytesOf(entry), 0) > mostBytes) {
    throw new ServiceError("ValidationException", "Total size of the entries in the request is over the limit.");
  }
  const replies = entries.map((entry) => putEvent(entry, buses, options));
  return { FailedEntryCount: replies.filter((reply) => "ErrorCode" in reply).length, Entries: replies };
}

/** The size of an entry as AWS reckons it. */
function bytesOf({ Source, DetailType, Detail, Time, Resources }: Entry): number {
  const texts = [Source, DetailType, Detail, ...(Resources ?? [])];
  return texts.reduce((total, each) => total + Buffer.byteLength(each ?? ""), Time == null ? 0 : 14);
}

function putEvent(entry: Entry, buses: ReadonlyMap<string, EventBus>, options: EventBridgeOptions): EntryReply {
  for (const name of ["Source", "DetailType", "Detail"] as const) {
    if (!entry[name])
      return refused("InvalidArgument", `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);
  }
  if (entry.Source?.startsWith("aws."))
    return refused("NotAuthorizedForSourceException", "Not authorized for the source.");
  const detail = parsedObject(entry.Detail ?? "");
  if (!detail) return refused("MalformedDetail", "Detail is malformed.");
  const busName = busNameOf(entry.EventBusName ?? undefined);
  const bus = buses.get(busName);
  // AWS answers success here and drops the event; on one machine an error helps more.
  if (!bus) return refused("ResourceNotFoundException", `Event bus ${busName} does not exist.`);
  const event = {
    version: "0",
    id: randomUUID(),
    "detail-type": entry.DetailType,
    source: entry.Source,
    account: accountId,
    time: `${timeOf(entry, options).toISOString().slice(0, 19)}Z`,
    region,
    resources: entry.Resources ?? [],
    detail,
  };
  deliver(bus, event, options);
  options.counter.entry(bytesOf(entry));
  return { EventId: event.id };
}

function refused(ErrorCode: string, ErrorMessage: string): EntryReply {
  return { ErrorCode, ErrorMessage };
}

function parsedObject(detail: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(detail);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function timeOf({ Time }: Entry, { now }: EventBridgeOptions): Date {
  if (Time == null) return now();
  const time = new Date(typeof Time === "number" ? Time * 1000 : Time);
  return Number.isNaN(time.getTime()) ? now() : time;
}

/** `household-events` or its ARN. */
function busNameOf(nameOrArn: string | undefined): string {
  return nameOrArn?.split("/").at(-1) ?? "default";
}

function deliver(bus: EventBus, event: object, options: EventBridgeOptions): void {
  const body = JSON.stringify(event);
  for (const { matches, archive } of bus.archives) if (matches(event)) archive.keep(body);
  deliverToRules(bus, event, options);
}

function deliverToRules(bus: EventBus, event: object, options: EventBridgeOptions, only?: readonly string[]): void {
  for (const rule of bus.rules) {
    if (!options.switches.isOn(rule.name) || (only && !only.includes(rule.name)) || !rule.matches(event)) continue;
    for (const target of rule.targets) deliverTo(target, rule, event, options);
  }
}

function groupOf({ messageGroup }: RuleTarget, event: object): string | undefined {
  return messageGroup?.startsWith("$.") ? String(Reflect.get(event, messageGroup.slice(2))) : messageGroup;
}

/** A queue of ours refuses a message today as it would tomorrow: what it refuses is set aside at once, not retried. */
function deliverTo(target: RuleTarget, rule: Rule, event: object, { send, notKept, log }: EventBridgeOptions): void {
  const body = JSON.stringify(event);
  try {
    send(target.queueArn, body, {}, groupOf(target, event));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log(`rule ${rule.name}: an event did not reach ${target.queueArn}: ${reason}`);
    if (target.deadLetterArn === undefined) {
      notKept(rule);
      return;
    }
    const attribute = (StringValue: string) => ({ DataType: "String", StringValue });
    try {
      send(target.deadLetterArn, body, {
        RULE_ARN: attribute(arnOf("events", `rule/${rule.name}`)),
        TARGET_ARN: attribute(target.queueArn),
        ERROR_CODE: attribute("SDK_CLIENT_ERROR"),
        ERROR_MESSAGE: attribute(reason),
      });
    } catch (refused) {
      // As on AWS: whoever put the event on the bus has had the answer, and the archive alone has it now.
      notKept(rule);
      log(`rule ${rule.name}: nor did it reach ${target.deadLetterArn}: ${String(refused)}`);
    }
  }
}
