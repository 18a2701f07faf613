import { Duration } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { BoundFunction, type BoundFunctionProps } from "./bound-function.ts";
import { QueueWithDeadLetters } from "./queue-with-dead-letters.ts";

/** How a queue is read. */
interface Reading {
  /** Names the mapping where queues come and go, so that none takes another's place. */
  readonly mappingId?: string;
  readonly batchSize: number;
  readonly maxConcurrency: number;
}

/** A queue of another construct. Its visibility timeout must be at least six times the timeout. */
export interface OthersQueue extends Reading {
  readonly queue: Queue;
}

/** A queue that is there for the function, and comes with it. */
export interface OwnQueue extends Reading {
  readonly name: string;
  /** Of its construct, beside the function's: its logical id follows from it, and is a contract. */
  readonly id: string;
  /** Somebody is told when its oldest message is older. */
  readonly readWithin: Duration;
  /** Receipts after which a message is set aside. @default 5 */
  readonly maxReceiveCount?: number;
  /** Who is harmed while messages lie in its dead letters. @default the function's own errorImpact */
  readonly errorImpact?: string;
}

export interface QueueFunctionProps extends BoundFunctionProps {
  readonly reads: OwnQueue;
}

/**
 * A function that consumes a queue and reports which messages failed: with the queue, its dead letters, and alarms for
 * messages that wait, fail or are set aside.
 */
export class QueueFunction extends BoundFunction {
  readonly queue: Queue;
  readonly #scope: Construct;
  readonly #props: BoundFunctionProps;

  constructor(scope: Construct, id: string, { reads, ...props }: QueueFunctionProps) {
    super(scope, id, props);
    this.#scope = scope;
    this.#props = props;
    this.queue = this.#create(reads);
    this.#read(reads.mappingId ?? "Mapping", { ...reads, queue: this.queue });
  }

  /** Brings it another queue, which it consumes at its own concurrency, so that neither queue waits for the other. */
  readsAlso(reads: OwnQueue): Queue {
    const queue = this.#create(reads);
    this.#read(reads.mappingId ?? `${reads.id}Mapping`, { ...reads, queue });
    return queue;
  }

  /** Lets it consume a queue that came with something else. */
  readsOthers(reads: OthersQueue): this {
    this.#read(reads.mappingId ?? `${reads.queue.node.scope?.node.id ?? ""}Mapping`, reads);
    return this;
  }

  #create({ id, name, readWithin, maxReceiveCount, errorImpact = this.#props.errorImpact }: OwnQueue): Queue {
    const { key, timeout, stage } = this.#props;
    const { queue } = new QueueWithDeadLetters(this.#scope, id, {
      queueName: name,
      key,
      errorImpact,
      // So that a batch that failed at its end does not come again while it is still retried.
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      ...(maxReceiveCount === undefined ? {} : { maxReceiveCount }),
      readWithin,
      removalPolicy: stage.removalPolicy,
    });
    return queue;
  }

  #read(id: string, { queue, batchSize, maxConcurrency }: OthersQueue): void {
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
