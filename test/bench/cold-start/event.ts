import type { SQSEvent } from "aws-lambda";
import { queueRecord } from "#test/fakes/queue-record.ts";
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
    Records: [queueRecord({ messageId: `cold-start-${family}`, body: JSON.stringify(body) })],
  };
}
