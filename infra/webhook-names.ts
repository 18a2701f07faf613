import type { Webhook } from "./stage-file.ts";

/** What a webhook's name completes to the name of its secret. */
export const secretPrefix = "policies-find-people/webhooks/";

/** What a webhook's name completes to the name of its queue, behind the outreach queue's. */
export const webhookQueueSuffix = "-webhook-";

/** The queue in which a webhook's notices wait. */
export function webhookQueueName({ name }: Pick<Webhook, "name">): string {
  return `outreach${webhookQueueSuffix}${name}`;
}
