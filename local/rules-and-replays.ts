import * as z from "zod/mini";
import { problemInWords, problemsOf } from "#events/problem.ts";
import { arnOf } from "./account.ts";
import { type ApiReply, ServiceError } from "./api-reply.ts";
import type { EventBus } from "./eventbridge.ts";
import { createReplays } from "./replays.ts";
import type { HandSwitches } from "./switches.ts";

/** A rule as `aws events describe-rule` shows it, of a bus or of a schedule. */
export interface KnownRule {
  readonly name: string;
  readonly bus: string;
  readonly schedule: string | undefined;
  readonly targetArns: readonly string[];
}

export interface RulesAndReplaysOptions {
  readonly buses: ReadonlyMap<string, EventBus>;
  readonly rules: readonly KnownRule[];
  readonly switches: HandSwitches;
  readonly now: () => Date;
  /** Hands an event to those of a bus's rules that are named, or to all. */
  readonly deliver: (bus: EventBus, event: object, rules: readonly string[] | undefined) => void;
}

const text = z.string();
const moment = z.union([z.number(), z.string()]);
const onBus = { EventBusName: z.optional(text) };
const inputs = {
  DescribeRule: z.strictObject({ Name: text, ...onBus }),
  EnableRule: z.strictObject({ Name: text, ...onBus }),
  DisableRule: z.strictObject({ Name: text, ...onBus }),
  ListRuleNamesByTarget: z.strictObject({ TargetArn: text, ...onBus }),
  DescribeArchive: z.strictObject({ ArchiveName: text }),
  StartReplay: z.strictObject({
    ReplayName: text,
    Description: z.optional(text),
    EventSourceArn: text,
    EventStartTime: moment,
    EventEndTime: moment,
    Destination: z.strictObject({ Arn: text, FilterArns: z.optional(z.array(text)) }),
  }),
  DescribeReplay: z.strictObject({ ReplayName: text }),
};

export const ruleActions = Object.keys(inputs);

/** What whoever keeps the system asks EventBridge for: rules looked at and switched, archives replayed. */
export function rulesAndReplays(
  options: RulesAndReplaysOptions,
): (action: string, input: unknown) => ApiReply | undefined {
  const { switches, rules, now } = options;
  const replays = createReplays(now);
  const ruleOf = ({ Name, EventBusName = "default" }: { Name: string; EventBusName?: string | undefined }) => {
    const bus = lastPart(EventBusName);
    const rule = rules.find((each) => each.name === Name && each.bus === bus);
    if (!rule) throw missing(`Rule ${Name} does not exist on EventBus ${bus}.`);
    return rule;
  };
  const switched = (input: unknown, action: "EnableRule" | "DisableRule", on: boolean) => {
    switches.turn(ruleOf(parse(inputs[action], action, input)).name, on);
    return json({});
  };
  return (action, input) => {
    switch (action) {
      case "DescribeRule": {
        const { name, bus, schedule } = ruleOf(parse(inputs.DescribeRule, action, input));
        return json({
          Name: name,
          Arn: ruleArn(bus, name),
          EventBusName: bus,
          State: switches.isOn(name) ? "ENABLED" : "DISABLED",
          ...(schedule === undefined ? {} : { ScheduleExpression: schedule }),
        });
      }
      case "EnableRule":
        return switched(input, action, true);
      case "DisableRule":
        return switched(input, action, false);
      case "ListRuleNamesByTarget": {
        const { TargetArn, EventBusName = "default" } = parse(inputs.ListRuleNamesByTarget, action, input);
        const bus = lastPart(EventBusName);
        const told = rules.filter((each) => each.bus === bus && each.targetArns.includes(TargetArn));
        return json({ RuleNames: told.map(({ name }) => name) });
      }
      case "DescribeArchive": {
        const { ArchiveName } = parse(inputs.DescribeArchive, action, input);
        archiveNamed(options.buses, ArchiveName);
        return json({ ArchiveName, ArchiveArn: arnOf("events", `archive/${ArchiveName}`), State: "ENABLED" });
      }
      case "StartReplay":
        return json(startReplay(parse(inputs.StartReplay, action, input), options, replays));
      case "DescribeReplay":
        return json(replays.describe(parse(inputs.DescribeReplay, action, input).ReplayName));
      default:
        return undefined;
    }
  };
}

/** The ARN of a rule; that of a bus of one's own names the bus. */
export function ruleArn(bus: string, name: string): string {
  return arnOf("events", bus === "default" ? `rule/${name}` : `rule/${bus}/${name}`);
}

function startReplay(
  { ReplayName, EventSourceArn, EventStartTime, EventEndTime, Destination }: z.infer<typeof inputs.StartReplay>,
  { buses, deliver, rules }: RulesAndReplaysOptions,
  replays: ReturnType<typeof createReplays>,
): object {
  const from = timeOf(EventStartTime);
  const to = timeOf(EventEndTime);
  if (!(from < to)) throw new ServiceError("ValidationException", "EventStartTime must be before EventEndTime.");
  const { archive, busName } = archiveNamed(buses, lastPart(EventSourceArn));
  const bus = buses.get(lastPart(Destination.Arn));
  if (!bus || lastPart(Destination.Arn) !== busName) {
    throw new ServiceError("ValidationException", `Events of this archive can be replayed to the bus ${busName} only.`);
  }
  const filters = Destination.FilterArns?.map((arn) => {
    const found = rules.find(({ bus: of, name }) => ruleArn(of, name) === arn && of === busName);
    if (!found) throw missing(`Rule ${arn} does not exist on EventBus ${busName}.`);
    return found.name;
  });
  return replays.start({ name: ReplayName, archive, from, to, deliver: (event) => deliver(bus, event, filters) });
}

function archiveNamed(buses: ReadonlyMap<string, EventBus>, name: string) {
  for (const [busName, { archives }] of buses) {
    const found = archives.find(({ archive }) => archive.name === name);
    if (found) return { archive: found.archive, busName };
  }
  throw missing(`Archive ${name} does not exist.`);
}

function timeOf(time: number | string): number {
  return typeof time === "number" ? time * 1000 : Date.parse(time);
}

function lastPart(nameOrArn: string): string {
  return nameOrArn.split("/").at(-1) ?? nameOrArn;
}

function missing(message: string): ServiceError {
  return new ServiceError("ResourceNotFoundException", message);
}

function parse<Schema extends z.ZodMiniType>(schema: Schema, action: string, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = problemsOf(parsed.error, input).map(problemInWords).join("; ");
  throw new ServiceError("ValidationException", `${action}: wrong, or not covered by the embedded AWS: ${problems}`);
}

function json(reply: object): ApiReply {
  return { status: 200, contentType: "application/x-amz-json-1.1", body: JSON.stringify(reply) };
}
