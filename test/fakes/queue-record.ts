import type { SQSRecord } from "aws-lambda";

/** What of a queue's message a test cares about. */
export interface MessageOnQueue {
  readonly messageId: string;
  readonly body: string;
  /** How often it was received so far, this time included; once unless it says otherwise. */
  readonly receives?: number;
}

/** A queue's message as a function sees it. */
export function queueRecord({ messageId, body, receives = 1 }: MessageOnQueue): SQSRecord {
  return {
    messageId,
    receiptHandle: messageId,
    body,
    attributes: {
      ApproximateReceiveCount: String(receives),
      SentTimestamp: "0",
      SenderId: "test",
      ApproximateFirstReceiveTimestamp: "0",
    },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:cn-north-1:000000000000:under-test",
    awsRegion: "cn-north-1",
  };
}
