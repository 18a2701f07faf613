import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { Key } from "aws-cdk-lib/aws-kms";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { dataKeyReuse } from "./keys.ts";
import { alarmDescription } from "./operations/runbooks.ts";

export interface QueueWithDeadLettersProps {
  readonly queueName: string;
  readonly key: Key;
  /** Who is harmed, and how, while messages lie in the dead-letter queue: becomes the alarm's description. */
  readonly errorImpact: string;
  /** At least six times the consumer's timeout. @default 30 seconds */
  readonly visibilityTimeout?: Duration;
  /** Receipts after which a message is set aside. @default 5 */
  readonly maxReceiveCount?: number;
  /** Alarm when the oldest message is older. @default no such alarm */
  readonly readWithin?: Duration;
  /** @default RETAIN */
  readonly removalPolicy?: RemovalPolicy;
}

// As long as SQS keeps anything: a notice is worth more than its queue's tidiness.
const retentionPeriod = Duration.days(14);

/** A queue that loses nothing: encrypted, reachable by TLS only, with a dead-letter queue that alarms when it fills. */
export class QueueWithDeadLetters extends Construct {
  readonly queue: Queue;
  readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, props: QueueWithDeadLettersProps) {
    super(scope, id);
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN;
    this.deadLetters = new DeadLetters(this, "DeadLetters", { ...props, removalPolicy });
    this.queue = new Queue(this, "Queue", {
      queueName: props.queueName,
      encryptionMasterKey: props.key,
      dataKeyReuse,
      enforceSSL: true,
      retentionPeriod,
      visibilityTimeout: props.visibilityTimeout ?? Duration.seconds(30),
      deadLetterQueue: { queue: this.deadLetters.queue, maxReceiveCount: props.maxReceiveCount ?? 5 },
      removalPolicy,
    });
    if (props.readWithin) {
      new Alarm(this, "NotReadAlarm", {
        alarmName: `${props.queueName}-not-read`,
        alarmDescription: alarmDescription(
          `Messages wait in ${props.queueName} for longer than they should. ${props.errorImpact}`,
          "queue-not-read",
        ),
        metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5) }),
        threshold: props.readWithin.toSeconds(),
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
    }
  }
}

export interface DeadLettersProps {
  /** Name of the queue or bus whose failures come here. */
  readonly queueName: string;
  readonly key: Key;
  readonly errorImpact: string;
  readonly removalPolicy: RemovalPolicy;
}

/** A dead-letter queue, `<name>-dead-letters`, that alarms as soon as it holds a message. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { queueName, key, errorImpact, removalPolicy }: DeadLettersProps) {
    super(scope, id);
    this.queue = new Queue(this, "Queue", {
      queueName: `${queueName}-dead-letters`,
      encryptionMasterKey: key,
      dataKeyReuse,
      enforceSSL: true,
      retentionPeriod,
      removalPolicy,
    });
    new Alarm(this, "Alarm", {
      alarmName: `${queueName}-dead-letters-not-empty`,
      alarmDescription: alarmDescription(errorImpact, "poison"),
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
      threshold: 0,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
