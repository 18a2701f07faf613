import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { type Tally, tallyOf } from "#functions/telemetry/log-catalogue.ts";
import { isFor, officeMessage } from "#outreach/office-message.ts";
import { restAfter } from "#outreach/signed-webhook.ts";
import { eachWithin } from "#stores/in-chunks.ts";
import type { ForwardDependencies } from "./dependencies.ts";
import { webhookOfQueue } from "./webhook-queue.ts";

/** What became of a message: who took it, who did not and why, or that its office is not to see it. */
type Forwarded =
  | { readonly webhook: string; readonly end: "taken" | "not theirs" }
  | { readonly webhook: string; readonly end: "not taken"; readonly why: string };

/**
 * Posts what lies in offices' queues to their systems, signed. What is not taken rests for longer each time and comes
 * again, until its queue sets it aside; its neighbours are done.
 */
export async function forward(event: SQSEvent, dependencies: ForwardDependencies): Promise<SQSBatchResponse> {
  const ends = await eachWithin(10, event.Records, async (record) => {
    const end = await forwardOne(record, dependencies);
    // Where it cannot be told to rest it comes again all the same, when its queue's own time is over.
    if (end.end === "not taken") await letRest(record, end.webhook, dependencies).catch(() => undefined);
    return end;
  });
  const notTaken = ends.flatMap((end) => (end.end === "not taken" ? [end] : []));
  const by = (wanted: Forwarded["end"]): Tally =>
    tallyOf(ends.flatMap(({ end, webhook }) => (end === wanted ? [webhook] : [])));
  await dependencies.log({
    log: "notices forwarded",
    messages: event.Records.length,
    taken: by("taken"),
    notTaken: by("not taken"),
    notTheirs: by("not theirs"),
    failed: tallyOf(notTaken.map(({ why }) => why)),
  });
  const failures = event.Records.filter((_, position) => ends[position]?.end === "not taken");
  return { batchItemFailures: failures.map(({ messageId: itemIdentifier }) => ({ itemIdentifier })) };
}

async function forwardOne(
  { body, eventSourceARN }: SQSRecord,
  { webhooks, keysOf, post, now }: ForwardDependencies,
): Promise<Forwarded> {
  const webhook = webhookOfQueue(eventSourceARN);
  try {
    const subscription = webhooks.get(webhook);
    if (!subscription) return { webhook, end: "not taken", why: "UnknownWebhook" };
    const message = officeMessage(JSON.parse(body));
    if (!message) return { webhook, end: "not taken", why: "NoNotice" };
    if (!isFor(subscription, message)) return { webhook, end: "not theirs" };
    const why = await post({ url: subscription.to, keys: await keysOf(webhook) }, message, now());
    if (why === undefined) return { webhook, end: "taken" };
    return { webhook, end: "not taken", why: "answered" in why ? String(why.answered) : why.unreachable };
  } catch (error) {
    // The name and no more: a message may hold what lies in the queue, or the secret.
    return { webhook, end: "not taken", why: error instanceof Error ? error.name : "Other" };
  }
}

async function letRest(
  { receiptHandle, attributes }: SQSRecord,
  webhook: string,
  { putBack, firstRestSeconds }: ForwardDependencies,
): Promise<void> {
  const seconds = restAfter(Number(attributes.ApproximateReceiveCount), firstRestSeconds);
  await putBack(webhook, receiptHandle, seconds);
}
