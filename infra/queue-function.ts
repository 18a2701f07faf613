import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { BoundFunction, type BoundFunctionProps } from "./bound-function.ts";

export interface QueueFunctionProps extends BoundFunctionProps {
  /** The queue it consumes. Its visibility timeout must be at least six times the timeout. */
  readonly queue: Queue;
  readonly batchSize: number;
  readonly maxConcurrency: number;
}

/** A function that consumes a queue and reports which messages failed. */
export class QueueFunction extends BoundFunction {
  constructor(scope: Construct, id: string, { queue, batchSize, maxConcurrency, ...props }: QueueFunctionProps) {
    super(scope, id, props);
    this.function.addEventSource(
      new SqsEventSource(queue, { batchSize, maxConcurrency, reportBatchItemFailures: true }),
    );
  }

  /** Lets it consume another queue as well, at its own concurrency, so that neither queue waits for the other. */
  alsoReads({
    queue,
    batchSize,
    maxConcurrency,
  }: Pick<QueueFunctionProps, "queue" | "batchSize" | "maxConcurrency">): this {
    this.function.addEventSource(
      new SqsEventSource(queue, { batchSize, maxConcurrency, reportBatchItemFailures: true }),
    );
    return this;
  }
}
