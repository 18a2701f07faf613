import * as z from "zod/mini";
import { problemInWords, problemsOf } from "#events/problem.ts";
import { notCovered, ServiceError } from "./api-reply.ts";

const QueueUrl = z.string();
const ReceiptHandle = z.string();
const Id = z.string();
const seconds = z.number();
const names = z.array(z.string());
const MessageAttributes = z.record(
  z.string(),
  z.strictObject({ DataType: z.string(), StringValue: z.optional(z.string()), BinaryValue: z.optional(z.string()) }),
);
const message = {
  MessageBody: z.string(),
  DelaySeconds: z.optional(seconds),
  MessageAttributes: z.optional(MessageAttributes),
};
export type MessageAttributes = z.infer<typeof MessageAttributes>;

function call<const Action extends string, const Input extends z.core.$ZodShape>(action: Action, input: Input) {
  return z.object({ action: z.literal(action), input: z.strictObject(input) });
}

/** The calls covered, each with every parameter it takes: fauxqs would drop others without a word. */
const calls = [
  call("ChangeMessageVisibility", { QueueUrl, ReceiptHandle, VisibilityTimeout: seconds }),
  call("ChangeMessageVisibilityBatch", {
    QueueUrl,
    Entries: z.array(z.strictObject({ Id, ReceiptHandle, VisibilityTimeout: seconds })),
  }),
  call("DeleteMessage", { QueueUrl, ReceiptHandle }),
  call("DeleteMessageBatch", { QueueUrl, Entries: z.array(z.strictObject({ Id, ReceiptHandle })) }),
  call("GetQueueAttributes", { QueueUrl, AttributeNames: z.optional(names) }),
  call("GetQueueUrl", { QueueName: z.string(), QueueOwnerAWSAccountId: z.optional(z.string()) }),
  call("ListQueues", {
    QueueNamePrefix: z.optional(z.string()),
    MaxResults: z.optional(z.number()),
    NextToken: z.optional(z.string()),
  }),
  call("PurgeQueue", { QueueUrl }),
  call("ReceiveMessage", {
    QueueUrl,
    AttributeNames: z.optional(names),
    MessageSystemAttributeNames: z.optional(names),
    MessageAttributeNames: z.optional(names),
    MaxNumberOfMessages: z.optional(z.number()),
    VisibilityTimeout: z.optional(seconds),
    WaitTimeSeconds: z.optional(seconds),
  }),
  call("SendMessage", { QueueUrl, ...message }),
  call("SendMessageBatch", { QueueUrl, Entries: z.array(z.strictObject({ Id, ...message })) }),
] as const;
const Call = z.discriminatedUnion("action", calls);
const covered = calls.flatMap(({ shape }): string[] => shape.action.def.values);

/** A parsed request, told apart by its action. */
export type SqsRequest = z.infer<typeof Call>;

/** Parses a request. Throws a ServiceError that names the parameter that is wrong or not covered. */
export function parseSqsRequest(action: string, input: unknown): SqsRequest {
  if (!covered.includes(action)) throw notCovered("sqs", action, covered);
  const parsed = Call.safeParse({ action, input });
  if (parsed.success) return parsed.data;
  const problems = problemsOf(parsed.error, { action, input }).map(problemInWords).join("; ");
  throw new ServiceError("InvalidParameterValue", `${action}: wrong, or not covered by the embedded AWS: ${problems}`);
}
