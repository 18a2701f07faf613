import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { arnOf } from "./account.ts";
import { type ApiReply, ServiceError } from "./api-reply.ts";
import type { HandSwitches } from "./switches.ts";
import type { Plan, PlannedMapping } from "./template/plan.ts";

/** What of Lambda's own API a runbook asks for, besides invoking: where a function is, and its event source mappings. */
export interface LambdaRest {
  /** Undefined where the path is none of these. */
  call(method: string, url: URL, body: string): ApiReply | undefined;
}

const Update = z.strictObject({ Enabled: z.boolean() });

export function lambdaRest(plan: Plan, switches: HandSwitches): LambdaRest {
  const mappingOf = (id: string) => {
    const found = plan.mappings.find((each) => mappingId(each) === id);
    if (!found) throw new ServiceError("ResourceNotFoundException", `There is no event source mapping ${id}`, 404);
    return found;
  };
  const routes: readonly [RegExp, (part: string, url: URL, body: string) => ApiReply][] = [
    [/^GET \/functions\/([^/]+)\/configuration$/, (name) => configuration(plan, decodeURIComponent(name))],
    [
      /^GET \/event-source-mappings\/()$/,
      (_, { searchParams }) => listMappings(plan, switches, searchParams.get("FunctionName")),
    ],
    [/^GET \/event-source-mappings\/([^/]+)$/, (id) => json(200, described(mappingOf(id), switches))],
    [/^PUT \/event-source-mappings\/([^/]+)$/, (id, _, body) => update(mappingOf(id), switches, body)],
  ];
  return {
    call(method, url, body) {
      const asked = `${method} ${url.pathname.replace("/2015-03-31", "")}`;
      const route = routes.find(([pattern]) => pattern.test(asked));
      return route?.[1](route[0].exec(asked)?.[1] ?? "", url, body);
    },
  };
}

function configuration(plan: Plan, wanted: string): ApiReply {
  const found = plan.functions.find(({ name, arn }) => [name, arn].includes(wanted));
  if (!found) throw new ServiceError("ResourceNotFoundException", `Function not found: ${wanted}`, 404);
  const { name, arn, handler, timeoutSeconds, memoryMegabytes } = found;
  return json(200, {
    ...{ FunctionName: name, FunctionArn: arn, Handler: handler, Timeout: timeoutSeconds },
    ...{ MemorySize: memoryMegabytes, State: "Active" },
  });
}

function listMappings(plan: Plan, switches: HandSwitches, functionName: string | null): ApiReply {
  const wanted = plan.mappings.filter((each) => [null, each.functionName, functionArn(each)].includes(functionName));
  return json(200, { EventSourceMappings: wanted.map((each) => described(each, switches)) });
}

function update(mapping: PlannedMapping, switches: HandSwitches, body: string): ApiReply {
  const wanted = Update.safeParse(JSON.parse(body));
  if (!wanted.success) throw new ServiceError("InvalidParameterValueException", "expected Enabled, and no more");
  switches.turn(mappingId(mapping), wanted.data.Enabled);
  return json(202, described(mapping, switches));
}

function described(mapping: PlannedMapping, switches: HandSwitches): object {
  return {
    UUID: mappingId(mapping),
    EventSourceArn: mapping.queueArn,
    FunctionArn: functionArn(mapping),
    BatchSize: mapping.batchSize,
    State: switches.isOn(mappingId(mapping)) ? "Enabled" : "Disabled",
  };
}

function functionArn({ functionName }: PlannedMapping): string {
  return arnOf("lambda", `function:${functionName}`);
}

/** The same for the same queue and function. */
export function mappingId({ queueArn, functionName }: Pick<PlannedMapping, "queueArn" | "functionName">): string {
  const hash = createHash("sha256").update(`${queueArn} ${functionName}`).digest("hex");
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join("-");
}

function json(status: number, body: object): ApiReply {
  return { status, contentType: "application/json", body: JSON.stringify(body) };
}
