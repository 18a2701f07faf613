import { Duration } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import type { Key } from "aws-cdk-lib/aws-kms";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { calendarIndex, type DataStack, loweredIndex, raisedIndex } from "./data-stack.ts";
import { QueueFunction } from "./queue-function.ts";
import { DeadLetters, QueueWithDeadLetters } from "./queue-with-dead-letters.ts";
import type { Stage } from "./stages.ts";

export interface SweepsProps {
  readonly stage: Stage;
  readonly key: Key;
  readonly data: DataStack;
  /** How long an instance of evaluate may run: so long it may judge by a standard that was replaced. */
  readonly evaluateTimeout: Duration;
}

const timeout = Duration.seconds(60);

/** Finds households for whom something changes by itself, because a day has come or a standard was replaced. */
export class Sweeps extends Construct {
  /** Sweeps to be taken further. */
  readonly queue: Queue;
  /** Households that were found: apart from the day's changes, so that these are not delayed. */
  readonly householdsDue: Queue;

  constructor(scope: Construct, id: string, { stage, key, data, evaluateTimeout }: SweepsProps) {
    super(scope, id);
    const { removalPolicy } = stage;
    const due = new QueueWithDeadLetters(this, "HouseholdsDue", {
      queueName: "households-due",
      key,
      errorImpact: "Families for whom something has changed by itself are not evaluated: staff are not told of them.",
      visibilityTimeout: Duration.seconds(6 * evaluateTimeout.toSeconds()),
      // A new standard may concern everybody; then a day may pass.
      readWithin: Duration.days(2),
      removalPolicy,
    });
    this.householdsDue = due.queue;
    const sweep = new QueueFunction(this, "Sweep", {
      name: "sweep",
      description: "Finds households by the days and the parameter's values that they are watched for",
      errorImpact: "Families for whom a birthday, a date or a new standard changes something are not found.",
      stage,
      key,
      timeout,
      memorySize: 512,
      reads: {
        name: "sweeps",
        id: "Queue",
        batchSize: 1,
        maxConcurrency: 2,
        // A sweep's message comes again and again until the sweep is over: that is no failure.
        maxReceiveCount: 1000,
        readWithin: Duration.days(1),
      },
    });
    this.queue = sweep.queue;
    sweep
      .bindTable("HOUSEHOLDS_TABLE", data.households, [])
      .allowOnIndex(data.households, calendarIndex, ["dynamodb:Query"])
      .allowOnIndex(data.households, raisedIndex, ["dynamodb:Query"])
      .allowOnIndex(data.households, loweredIndex, ["dynamodb:Query"])
      .bindTable("STANDARDS_TABLE", data.standards, ["dynamodb:GetItem", "dynamodb:Query"])
      .bindTable("SWEEPS_TABLE", data.sweeps, ["dynamodb:GetItem", "dynamodb:PutItem"])
      .tell("STANDARD", stage.standard)
      .bindQueueForPuttingBack("SWEEPS_QUEUE_URL", this.queue)
      .bindQueueForSending("HOUSEHOLDS_DUE_QUEUE_URL", this.householdsDue)
      .tell("BUDGET_SECONDS", String(timeout.toSeconds() / 2))
      // Five times as long as an instance of evaluate lives: an index lags by far less.
      .tell("SECOND_PASS_SECONDS", String(5 * evaluateTimeout.toSeconds()));
    this.#everyDay(stage, key);
  }

  /** Five minutes after midnight in China, which has no summer time: a rule's time is UTC. */
  #everyDay(stage: Stage, key: Key): void {
    const notBegun = new DeadLetters(this, "NotBegun", {
      queueName: "calendar",
      key,
      errorImpact: "The day was not begun: families for whom it changes something are found a day late.",
      removalPolicy: stage.removalPolicy,
    });
    acknowledge(notBegun.queue, {
      "AwsSolutions-SQS3": "It is a dead-letter queue, of the rule below, which the check does not see.",
    });
    new Rule(this, "Calendar", {
      description: "Every day looks for the households for whom it changes something",
      schedule: Schedule.cron({ hour: "16", minute: "5" }),
      targets: [
        new SqsQueue(this.queue, {
          deadLetterQueue: notBegun.queue,
          maxEventAge: Duration.hours(24),
          retryAttempts: 185,
        }),
      ],
    });
  }
}
