import type { SQSEvent } from "aws-lambda";
import { personOf } from "../load/changes.ts";

/** A batch of one message: a family's only income falls below the guarantee. */
export function loseIncome(family: number): SQSEvent {
  const body = {
    version: "0",
    id: `cold-start-${family}`,
    "detail-type": "household.changed.v1",
    source: "human-resources",
    account: "000000000000",
    time: "2022-07-01T00:00:00Z",
    region: "us-east-1",
    resources: [],
    detail: {
      id: `cold-start-${family}`,
      sequence: 1000 + family,
      changes: [{ person: personOf(family), asOf: "2022-07-01", set: { monthlyIncome: 620 } }],
    },
  };
  return {
    Records: [
      {
        messageId: `cold-start-${family}`,
        receiptHandle: "none",
        body: JSON.stringify(body),
        attributes: {
          ApproximateReceiveCount: "1",
          SentTimestamp: "0",
          SenderId: "bench",
          ApproximateFirstReceiveTimestamp: "0",
        },
        messageAttributes: {},
        md5OfBody: "",
        eventSource: "aws:sqs",
        eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:changes",
        awsRegion: "us-east-1",
      },
    ],
  };
}
