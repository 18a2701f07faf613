import { ChangeMessageVisibilityCommand } from "@aws-sdk/client-sqs";
import type { WriteLog } from "#functions/telemetry/log-catalogue.ts";
import { logOf } from "#functions/telemetry/write-log.ts";
import type { Subscription } from "#outreach/office-message.ts";
import { secretsManagerClient, sqsClient } from "#stores/aws-clients.ts";
import { webhookKeys } from "#stores/webhook-keys.ts";
import { parseEnvironment } from "./environment.ts";
import { postSigned } from "./post-signed.ts";

/** An office system that wants to be told, and where. */
export interface Webhook extends Subscription {
  readonly to: URL;
}

/** What forward works with. */
export interface ForwardDependencies {
  /** By name. */
  readonly webhooks: ReadonlyMap<string, Webhook>;
  /** The keys that a webhook's messages are signed by: where secrets are kept. */
  readonly keysOf: (webhook: string) => Promise<readonly Buffer[]>;
  readonly post: typeof postSigned;
  /** Has a message of a webhook's queue come again after so many seconds, once it is reported as failed. */
  readonly putBack: (webhook: string, receiptHandle: string, seconds: number) => Promise<void>;
  /** For so long a message rests that was not taken at the first try. */
  readonly firstRestSeconds: number;
  readonly now: () => Date;
  /** Takes the one line that a batch is summed up in: counts only. */
  readonly log: WriteLog;
}

/** The dependencies of the deployed function. */
export function runtimeDependencies(): ForwardDependencies {
  const environment = parseEnvironment(process.env);
  const sqs = sqsClient();
  const now = () => new Date();
  return {
    webhooks: new Map(Object.entries(environment.WEBHOOKS)),
    keysOf: webhookKeys(secretsManagerClient(), environment.SECRET_PREFIX, now),
    post: postSigned,
    async putBack(webhook, receiptHandle, seconds) {
      await sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: `${environment.QUEUE_URL_PREFIX}${webhook}`,
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: seconds,
        }),
      );
    },
    firstRestSeconds: environment.FIRST_REST_SECONDS,
    now,
    log: logOf("forward"),
  };
}
