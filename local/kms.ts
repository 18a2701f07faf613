import * as z from "zod/mini";
import { accountId, arnOf } from "./account.ts";
import { type ApiReply, notCovered, ServiceError } from "./api-reply.ts";
import { resourcesOf } from "./permissions.ts";
import type { HandSwitches, KeyState } from "./switches.ts";

/** The keys of the template: which there are, what they are called, and what is encrypted with them. */
export interface PlannedKeys {
  /** ARNs. */
  readonly keys: readonly string[];
  /** A key's ARN by its alias, such as `alias/policies-find-people/data`. */
  readonly aliases: ReadonlyMap<string, string>;
  /** The key's ARN by the ARN of the table or queue that is encrypted with it. */
  readonly encrypts: ReadonlyMap<string, string>;
}

/**
 * KMS, as far as switching keys off and on goes. Nothing is encrypted here: a table or queue whose key is off refuses
 * every call, at once, where AWS takes minutes until it notices.
 */
export interface Kms {
  call(action: string, body: string): ApiReply;
  /** True while the key of a table or queue, if it has one, can be used. */
  usable(resource: string): boolean;
  /** Throws a ServiceError where a call is about a table or queue whose key is off. */
  check(service: string, action: string, body: string): void;
}

const Input = z.strictObject({
  KeyId: z.string(),
  PendingWindowInDays: z.optional(z.number()),
});
const actions = ["DescribeKey", "DisableKey", "EnableKey", "ScheduleKeyDeletion", "CancelKeyDeletion"] as const;
const Action = z.enum(actions);

export function createKms({ keys, aliases, encrypts }: PlannedKeys, switches: HandSwitches): Kms {
  const keyOf = (id: string): string => {
    const arn = aliases.get(id) ?? keys.find((each) => each === id || each === arnOf("kms", `key/${id}`));
    if (arn === undefined) throw new ServiceError("NotFoundException", `Alias or key ${id} is not found.`);
    return arn;
  };
  const keyFor = (resource: string) => encrypts.get(resource.replace(/\/index\/.*$/, ""));
  const stateFor = (resource: string) => {
    const key = keyFor(resource);
    return key === undefined ? "Enabled" : switches.keyState(key);
  };
  return {
    call(action, body) {
      const known = Action.safeParse(action);
      if (!known.success) throw notCovered("kms", action, actions);
      const input = Input.safeParse(JSON.parse(body));
      if (!input.success) throw new ServiceError("ValidationException", `${action}: expected KeyId, and no more`);
      const key = keyOf(input.data.KeyId);
      return json(answer(known.data, key, switches));
    },
    usable: (resource) => stateFor(resource) === "Enabled",
    check(service, action, body) {
      if (!encryptedServices.has(service) || descriptions.has(action)) return;
      for (const resource of resourcesOf(service, body)) {
        const state = stateFor(resource);
        if (state !== "Enabled") throw refusal(service, keyFor(resource) ?? "", state);
      }
    },
  };
}

const encryptedServices = new Set(["dynamodb", "sqs", "secretsmanager"]);

function refusal(service: string, key: string, state: Exclude<KeyState, "Enabled">): ServiceError {
  const words = state === "Disabled" ? "is disabled" : "is pending deletion";
  if (service === "sqs") {
    return new ServiceError(state === "Disabled" ? "KmsDisabled" : "KmsInvalidState", `${key} ${words}.`);
  }
  return new ServiceError("AccessDeniedException", `KMS key access denied error: ${key} ${words}.`);
}

/** Calls that need no key. */
const descriptions = new Set([
  ...["DescribeTable", "ListTables", "GetQueueUrl", "GetQueueAttributes", "ListQueues", "DeleteMessage"],
  "DeleteMessageBatch",
]);

function answer(action: z.infer<typeof Action>, key: string, switches: HandSwitches): object {
  const state = switches.keyState(key);
  const refuse = () => {
    throw new ServiceError(
      "KMSInvalidStateException",
      `${key} is ${state === "Disabled" ? "disabled" : "pending deletion"}.`,
    );
  };
  switch (action) {
    case "DescribeKey":
      return {
        KeyMetadata: {
          AWSAccountId: accountId,
          Arn: key,
          KeyId: key.split("/").at(-1),
          Enabled: state === "Enabled",
          KeyState: state,
        },
      };
    case "DisableKey":
      if (state === "PendingDeletion") refuse();
      switches.setKey(key, "Disabled");
      return {};
    case "EnableKey":
      if (state === "PendingDeletion") refuse();
      switches.setKey(key, "Enabled");
      return {};
    case "ScheduleKeyDeletion":
      switches.setKey(key, "PendingDeletion");
      return { KeyId: key, KeyState: "PendingDeletion" };
    case "CancelKeyDeletion":
      if (state !== "PendingDeletion")
        throw new ServiceError("KMSInvalidStateException", `${key} is not pending deletion.`);
      // As on AWS: a key taken back is off until it is switched on.
      switches.setKey(key, "Disabled");
      return { KeyId: key };
  }
}

function json(reply: object): ApiReply {
  return { status: 200, contentType: "application/x-amz-json-1.1", body: JSON.stringify(reply) };
}
