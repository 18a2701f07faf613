import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { BoundFunction, type BoundFunctionProps } from "./bound-function.ts";

/** How a queue is read. */
export interface Reading {
  /** The queue it consumes. Its visibility timeout must be at least six times the timeout. */
  readonly queue: Queue;
  /** Names the mapping where queues come and go, so that none takes another's place. */
  readonly mappingId?: string;
  readonly batchSize: number;
  readonly maxConcurrency: number;
}

export interface QueueFunctionProps extends BoundFunctionProps, Reading {}

/** A function that consumes a queue and reports which messages failed. */
export class QueueFunction extends BoundFunction {
  constructor(scope: Construct, id: string, props: QueueFunctionProps) {
    const { queue, mappingId = "Mapping", batchSize, maxConcurrency, ...rest } = props;
    super(scope, id, rest);
    this.#read(mappingId, { queue, batchSize, maxConcurrency });
  }

  /** Lets it consume another queue as well, at its own concurrency, so that neither queue waits for the other. */
  alsoReads(reading: Reading): this {
    this.#read(reading.mappingId ?? `${reading.queue.node.scope?.node.id ?? ""}Mapping`, reading);
    return this;
  }

  #read(id: string, { queue, batchSize, maxConcurrency }: Reading): void {
    // What Lambda needs to feed the function, and no more: the CDK's own event source grants five actions where three do.
    this.function.addToRolePolicy(
      new PolicyStatement({
        actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
        resources: [queue.queueArn],
      }),
    );
    if (queue.encryptionMasterKey) {
      this.function.addToRolePolicy(
        new PolicyStatement({ actions: ["kms:Decrypt"], resources: [queue.encryptionMasterKey.keyArn] }),
      );
    }
    this.function.addEventSourceMapping(id, {
      eventSourceArn: queue.queueArn,
      batchSize,
      maxConcurrency,
      reportBatchItemFailures: true,
    });
  }
}
