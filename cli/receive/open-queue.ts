import { GetQueueAttributesCommand, GetQueueUrlCommand, ListQueuesCommand, type SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod/mini";
import { failureOf } from "../aws-errors.ts";
import { CommandError, exitCode } from "../exit-code.ts";
import { countyQueuePrefix, type Wanted } from "./wanted.ts";

/** A queue that is there. */
export interface OpenQueue {
  readonly name: string;
  readonly url: string;
  /** Receipts after which a message goes to the dead-letter queue; absent where there is none. */
  readonly maxReceiveCount?: number;
  /** Seconds for which it keeps a message. */
  readonly retention: number;
  /** Messages that others hold, or that rest. */
  readonly hidden: number;
}

const Attributes = z.object({
  RedrivePolicy: z.optional(z.string()),
  MessageRetentionPeriod: z.coerce.number(),
  ApproximateNumberOfMessagesNotVisible: z._default(z.coerce.number(), 0),
});
const RedrivePolicy = z.object({ maxReceiveCount: z.coerce.number() });

/** Finds the queue. Throws CommandError, status 3, where there is none, and names those there are. */
export async function openQueue(
  client: SQSClient,
  { queueName, kind }: Pick<Wanted, "queueName" | "kind">,
  address: string,
): Promise<OpenQueue> {
  const url = await urlOf(client, queueName);
  if (url === undefined) {
    const others = kind === "notices" ? await countyQueues(client) : "is the pipeline deployed there?";
    throw new CommandError(`${address}: there is no queue ${queueName}; ${others}`, exitCode.cannotConnect);
  }
  const { Attributes: answer } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ["RedrivePolicy", "MessageRetentionPeriod", "ApproximateNumberOfMessagesNotVisible"],
    }),
  );
  const attributes = Attributes.parse(answer);
  const redrive = attributes.RedrivePolicy ? RedrivePolicy.parse(JSON.parse(attributes.RedrivePolicy)) : {};
  return {
    name: queueName,
    url,
    ...redrive,
    retention: attributes.MessageRetentionPeriod,
    hidden: attributes.ApproximateNumberOfMessagesNotVisible,
  };
}

// Asked for, never composed: the SDK sends to the host of a queue's address, whatever endpoint it was given.
async function urlOf(client: SQSClient, name: string): Promise<string | undefined> {
  try {
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
    return QueueUrl;
  } catch (error) {
    if (failureOf(error) === "not-found") return undefined;
    throw error;
  }
}

async function countyQueues(client: SQSClient): Promise<string> {
  const names: string[] = [];
  try {
    let next: string | undefined;
    do {
      const { QueueUrls = [], NextToken } = await client.send(
        new ListQueuesCommand({
          QueueNamePrefix: countyQueuePrefix,
          MaxResults: 1000,
          ...(next === undefined ? {} : { NextToken: next }),
        }),
      );
      names.push(...QueueUrls.map((url) => url.split("/").at(-1) ?? ""));
      next = NextToken;
    } while (next !== undefined);
  } catch (error) {
    if (failureOf(error) === "not-allowed") return "which ones there are may not be listed (sqs:ListQueues)";
    throw error;
  }
  const counties = names.filter((name) => /-\d{6}$/.test(name)).sort();
  return counties.length === 0
    ? "no county has a queue there"
    : `the counties' queues there are ${counties.join(", ")}`;
}
