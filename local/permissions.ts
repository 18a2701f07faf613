import { appendFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { arnOf, partition } from "./account.ts";
import { ServiceError } from "./api-reply.ts";
import { secretArn, secretName } from "./secrets-manager.ts";

/** What a role may do: the actions on the resources, either with `*` for any characters, as the template has them. */
export interface Grant {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** One action that a function took, on one resource. */
export interface TakenAction {
  readonly functionName: string;
  readonly action: string;
  readonly resource: string;
}

/** Where actions taken are noted down, one JSON a line: the path of a file, for tests that hold grants against them. */
export const takenActionsVariable = "PFP_TAKEN_ACTIONS";

/** A function's access key: by it the endpoint knows who calls. */
export function accessKeyOf(functionName: string): string {
  return `function.${functionName}`;
}

/** Lets each function do what its role in the template allows, and nothing else, as AWS would. */
export interface Permissions {
  /**
   * Passes a call by an access key; keys of no function belong to this machine's owner, who may do everything.
   * Throws a ServiceError that names function, action and resource where no grant covers it.
   */
  check(accessKey: string | undefined, service: string, action: string, body: string): void;
  /** Notes what AWS does under a function's role before the function runs: reading its queue, writing its log. */
  taken(action: TakenAction): void;
}

export function permissionsOf(
  grants: ReadonlyMap<string, readonly Grant[]>,
  file: string | undefined = process.env[takenActionsVariable],
): Permissions {
  const byKey = new Map([...grants].map(([name, each]) => [accessKeyOf(name), { name, allows: matcher(each) }]));
  const noted = new Set<string>();
  const taken = (action: TakenAction) => {
    if (file === undefined) return;
    const line = JSON.stringify(action);
    if (noted.has(line)) return;
    noted.add(line);
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, `${line}\n`);
  };
  return {
    taken,
    check(accessKey, service, call, body) {
      const caller = byKey.get(accessKey ?? "");
      if (!caller) return;
      const action = `${service}:${permissionOf(call)}`;
      for (const resource of resourcesOf(service, body)) {
        if (!caller.allows(action, resource)) {
          throw new ServiceError(
            service === "sqs" || service === "s3" ? "AccessDenied" : "AccessDeniedException",
            `the function ${caller.name} is not authorized to perform ${action} on ${resource}: its role in the template does not allow it`,
          );
        }
        taken({ functionName: caller.name, action, resource });
      }
    },
  };
}

/** Buckets' names are the world's: no account, no region. */
function objectArn(bucket: string, key: string | undefined): string {
  return `arn:${partition}:s3:::${bucket}${key === undefined ? "" : `/${key}`}`;
}

/** A batch of messages is sent, received or deleted by the permission for one, and what is in a bucket by few. */
function permissionOf(call: string): string {
  if (call === "HeadObject") return "GetObject";
  if (call === "ListObjectsV2") return "ListBucket";
  return /^(SendMessage|DeleteMessage|ChangeMessageVisibility)Batch$/.exec(call)?.[1] ?? call;
}

function matcher(grants: readonly Grant[]) {
  const patterns = grants.map(({ actions, resources }) => ({
    actions: actions.map(patternOf),
    resources: resources.map(patternOf),
  }));
  const known = new Map<string, boolean>();
  return (action: string, resource: string): boolean => {
    const key = `${action} ${resource}`;
    const allowed =
      known.get(key) ??
      patterns.some(
        (grant) =>
          grant.actions.some((each) => each.test(action)) && grant.resources.some((each) => each.test(resource)),
      );
    known.set(key, allowed);
    return allowed;
  };
}

/** IAM's wildcards: `*` any characters, `?` one. */
export function patternOf(text: string): RegExp {
  const escaped = text.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`);
}

/** The ARNs that a call is about. What names none is about the service as a whole: `*`. */
export function resourcesOf(service: string, body: string): string[] {
  const input: object = Object(JSON.parse(body));
  const text = (name: string) => {
    const value: unknown = Reflect.get(input, name);
    return typeof value === "string" ? value : undefined;
  };
  if (service === "dynamodb") return tablesOf(input, text);
  if (service === "s3") return [objectArn(text("Bucket") ?? "*", text("Key"))];
  if (service === "sqs") {
    const name = text("QueueUrl")?.split("/").at(-1) ?? text("QueueName");
    return [name === undefined ? "*" : arnOf("sqs", name)];
  }
  if (service === "secretsmanager") return [secretArn(secretName(text("SecretId") ?? ""))];
  const entries: unknown = Reflect.get(input, "Entries");
  const buses = Array.isArray(entries)
    ? entries.map((entry) => String(Reflect.get(Object(entry), "EventBusName") ?? "default"))
    : [];
  return [...new Set(buses)].map((bus) => (bus.startsWith("arn:") ? bus : arnOf("events", `event-bus/${bus}`)));
}

function tablesOf(input: object, text: (name: string) => string | undefined): string[] {
  const table = text("TableName");
  if (table !== undefined) {
    const index = text("IndexName");
    return [arnOf("dynamodb", `table/${table}${index === undefined ? "" : `/index/${index}`}`)];
  }
  const items: unknown = Reflect.get(input, "RequestItems");
  return Object.keys(Object(items)).map((name) => arnOf("dynamodb", `table/${name}`));
}
