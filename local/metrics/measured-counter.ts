import type { Counter } from "../api-counts.ts";
import type { Sqs } from "../sqs.ts";
import type { MetricStore } from "./metric-store.ts";

/** A counter that also keeps what AWS measures of functions and tables by itself. */
export function measuredCounter(counter: Counter, store: MetricStore): Counter {
  return {
    ...counter,
    invocation(functionName, milliseconds, failed) {
      counter.invocation(functionName, milliseconds, failed);
      const record = (name: string, value: number) =>
        store.record({ namespace: "AWS/Lambda", name, dimensions: { FunctionName: functionName } }, value);
      record("Invocations", 1);
      record("Errors", failed ? 1 : 0);
      record("Duration", milliseconds);
    },
    table(name, more) {
      counter.table(name, more);
      if (more.writeUnits === undefined) return;
      const dimensions = { TableName: name };
      store.record({ namespace: "AWS/DynamoDB", name: "ConsumedWriteCapacityUnits", dimensions }, more.writeUnits);
    },
  };
}

/** Measures queues as they are at this moment. */
export function measureQueues(sqs: Sqs, store: MetricStore): void {
  for (const [queue, { visible, inFlight, oldestSeconds }] of Object.entries(sqs.measure())) {
    const record = (name: string, value: number) =>
      store.record({ namespace: "AWS/SQS", name, dimensions: { QueueName: queue } }, value);
    record("ApproximateNumberOfMessagesVisible", visible);
    record("ApproximateNumberOfMessagesNotVisible", inFlight);
    record("ApproximateAgeOfOldestMessage", oldestSeconds);
  }
}
