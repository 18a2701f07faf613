import { Duration, Stack, type StackProps } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { CfnArchive, EventBus, Match, Rule } from "aws-cdk-lib/aws-events";
import { SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { AccountPrincipal, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { busName } from "./bus-name.ts";
import { countyQueueName } from "./county-queues-stack.ts";
import { type DataStack, overdueOutboxIndex } from "./data-stack.ts";
import { alarmDescription } from "./operations/runbooks.ts";
import { QueueFunction } from "./queue-function.ts";
import { DeadLetters, QueueWithDeadLetters } from "./queue-with-dead-letters.ts";
import { ReferralRule, referralTargets } from "./referrals.ts";
import { ScheduledFunction } from "./scheduled-function.ts";
import type { Stage } from "./stages.ts";
import { Sweeps } from "./sweeps.ts";
import { webhookQueueName } from "./webhook-names.ts";

export interface PipelineStackProps extends StackProps {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly outreachQueue: Queue;
}

const evaluateTimeout = Duration.seconds(60);

/** Changes on their way to notices: the bus, the queue of changes, and the function that judges households. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, { stage, data, outreachQueue, ...props }: PipelineStackProps) {
    super(scope, id, props);
    const { removalPolicy } = stage;
    const key = data.messagesKey;
    const bus = new EventBus(this, "Bus", { eventBusName: busName });
    bus.applyRemovalPolicy(removalPolicy);
    for (const [account, sources] of Object.entries(stage.sourceAccounts)) {
      bus.addToResourcePolicy(
        new PolicyStatement({
          sid: `Account${account}`,
          principals: [new AccountPrincipal(account)],
          actions: ["events:PutEvents"],
          resources: [bus.eventBusArn],
          // Under its own name only, and nothing but changes.
          conditions: {
            StringEquals: { "events:source": [...sources] },
            StringLike: { "events:detail-type": "household.changed.*" },
          },
        }),
      );
    }
    // Without a pattern: whatever the bus accepts, whichever account sent it and whether or not a rule takes it.
    new CfnArchive(this, "Archive", {
      archiveName: busName,
      description: "Every event accepted, for replay",
      sourceArn: bus.eventBusArn,
      retentionDays: stage.archiveRetention.toDays(),
    }).applyRemovalPolicy(removalPolicy);

    const evaluate = new QueueFunction(this, "Evaluate", {
      name: "evaluate",
      description: "Judges households whose facts changed and tells staff what is due",
      errorImpact: "Changes of households are not evaluated: families due a programme stay unknown to staff.",
      stage,
      key,
      timeout: evaluateTimeout,
      // Lambda gives processor by memory: a batch of ten packed events folds and judges thousands of facts.
      memorySize: 1024,
      reads: {
        name: "changes",
        id: "ChangesQueue",
        batchSize: 10,
        maxConcurrency: stage.evaluateConcurrency,
        readWithin: Duration.hours(1),
      },
    });
    const undelivered = new DeadLetters(this, "UndeliveredEvents", {
      queueName: busName,
      key,
      errorImpact: "Events accepted by the bus did not reach the queue of changes: their households are not evaluated.",
      removalPolicy,
    });
    acknowledge(undelivered.queue, {
      "AwsSolutions-SQS3": "It is a dead-letter queue, of the rule's target below, which the check does not see.",
    });
    const rule = new Rule(this, "HouseholdChanged", {
      eventBus: bus,
      description: "Household changes go to the queue of changes",
      // Not only v1: a version that evaluate does not know is set aside with its reason, rather than lost in silence.
      eventPattern: { detailType: Match.prefix("household.changed.") },
      targets: [
        new SqsQueue(evaluate.queue, {
          deadLetterQueue: undelivered.queue,
          // A queue that is fair to the sources: one that floods it waits behind the others, and they do not wait for it.
          ...(stage.fairToSources ? { messageGroupId: "$.source" } : {}),
          // The most that EventBridge offers.
          maxEventAge: Duration.hours(24),
          retryAttempts: 185,
        }),
      ],
    });
    new Alarm(this, "EventsNotKept", {
      alarmName: "events-not-kept",
      alarmDescription: alarmDescription(
        "Events accepted by the bus reached neither the queue of changes nor its dead letters: only the archive has them, and their households are not judged.",
        "key-loss",
      ),
      metric: new Metric({
        namespace: "AWS/Events",
        metricName: "InvocationsFailedToBeSentToDlq",
        dimensionsMap: { EventBusName: busName, RuleName: rule.ruleName },
        statistic: "Sum",
        period: Duration.minutes(5),
      }),
      threshold: 0,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });

    const quarantine = new QueueWithDeadLetters(this, "QuarantineQueue", {
      queueName: "quarantine",
      key,
      errorImpact: "Rejected changes are not corrected at their sources: the households concerned are not evaluated.",
      // People look into this queue; a look is a receipt, and must not set a change aside.
      maxReceiveCount: 1000,
      readWithin: Duration.days(3),
      removalPolicy,
    });

    for (const referrals of referralTargets(stage)) {
      new ReferralRule(this, `Referrals-${referrals.ruleName}`, { ...referrals, bus, undelivered: undelivered.queue });
    }

    const takingNotices = stage.webhooks.filter(({ takes }) => takes.includes("notices"));
    const sweeps = new Sweeps(this, "Sweeps", { stage, key, data, evaluateTimeout });

    evaluate
      // Each message names a hundred households.
      .readsOthers({ queue: sweeps.householdsDue, batchSize: 5, maxConcurrency: stage.sweepConcurrency })
      .bindTable("HOUSEHOLDS_TABLE", data.households, ["dynamodb:BatchGetItem", "dynamodb:PutItem"])
      .bindTable("PERSONS_TABLE", data.persons, ["dynamodb:BatchGetItem", "dynamodb:PutItem"])
      .bindTable("STANDARDS_TABLE", data.standards, ["dynamodb:BatchGetItem", "dynamodb:Query"])
      .tell("STANDARD", stage.standard)
      .bindQueueForSending("OUTREACH_QUEUE_URL", outreachQueue)
      .bindQueueForSending("QUARANTINE_QUEUE_URL", quarantine.queue)
      // Ninety addresses do not fit a function's 4 KB of variables: it appends the county to the outreach queue's.
      .tell("OUTREACH_COUNTIES", stage.counties.join())
      .allowSending(
        stage.counties.map((county) => this.formatArn({ service: "sqs", resource: countyQueueName(county) })),
      )
      .tell("OUTREACH_WEBHOOKS", takingNotices.map(({ name, area }) => `${name}=${area}`).join())
      .allowSending(
        takingNotices.map((webhook) => this.formatArn({ service: "sqs", resource: webhookQueueName(webhook) })),
      );

    new ScheduledFunction(this, "Watch", {
      name: "watch",
      description: "Finds households that no event will announce",
      errorImpact: "Families whose notices got stuck are not looked for: staff may not be told of them.",
      stage,
      key,
      timeout: Duration.minutes(5),
      memorySize: 256,
      every: Duration.minutes(15),
    })
      .bindTable("HOUSEHOLDS_TABLE", data.households, [])
      .allowOnIndex(data.households, overdueOutboxIndex, ["dynamodb:Query"])
      .bindTable("STANDARDS_TABLE", data.standards, ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"])
      .tell("STANDARD", stage.standard)
      .bindTable("SWEEPS_TABLE", data.sweeps, ["dynamodb:PutItem", "dynamodb:Scan"])
      .bindQueueForSending("CHANGES_QUEUE_URL", evaluate.queue)
      .bindQueueForSending("SWEEPS_QUEUE_URL", sweeps.queue);
  }
}
