import { ArnFormat, Duration, Stack } from "aws-cdk-lib";
import { type EventBus, type IRuleTarget, Match, Rule } from "aws-cdk-lib/aws-events";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Key } from "aws-cdk-lib/aws-kms";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { charityReferred } from "#events/charity-referral.ts";
import { busName } from "./bus-name.ts";
import { QueueWithDeadLetters } from "./queue-with-dead-letters.ts";
import type { Stage } from "./stages.ts";
import { webhookQueueName } from "./webhook-names.ts";

/** The queue from which the charity platform reads referrals; the name is promised to it. */
export const charityQueueName = "charity-referrals";

/** Where the bus hands referrals on to: a queue, by a rule, those of an area. */
export interface ReferralTarget {
  readonly ruleName: string;
  readonly queueName: string;
  /** The code that the areas begin with; all of them where absent. */
  readonly area?: string;
}

/** The queues of a stage that referrals go to: the charity platform's, and those of webhooks that take them. */
export function referralTargets({ charityQueue, webhooks }: Stage): ReferralTarget[] {
  return [
    ...(charityQueue ? [{ ruleName: charityQueueName, queueName: charityQueueName }] : []),
    ...webhooks
      .filter(({ takes }) => takes.includes("referrals"))
      .map((webhook) => ({
        ruleName: `${charityQueueName}-${webhook.name}`,
        queueName: webhookQueueName(webhook),
        area: webhook.area,
      })),
  ];
}

/** Lets the bus's rule put referrals in a queue. By the rule's name: it is of a later stack, as the bus is. */
export function takesReferrals(queue: Queue, { ruleName }: ReferralTarget): void {
  const arn = { service: "events", resource: "rule", resourceName: `${busName}/${ruleName}` };
  queue.addToResourcePolicy(
    new PolicyStatement({
      sid: "Referrals",
      principals: [new ServicePrincipal("events.amazonaws.com")],
      actions: ["sqs:SendMessage"],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { "aws:SourceArn": Stack.of(queue).formatArn(arn) } },
    }),
  );
}

/** The queue of the charity platform. */
export class CharityQueue extends Construct {
  constructor(scope: Construct, id: string, { stage, key }: { readonly stage: Stage; readonly key: Key }) {
    super(scope, id);
    const { queue } = new QueueWithDeadLetters(this, "Queue", {
      queueName: charityQueueName,
      key,
      errorImpact:
        "The charity platform does not take referrals: families in need whom no programme helps wait for it.",
      // People look into this queue; a look is a receipt, and must not set a referral aside.
      maxReceiveCount: 1000,
      readWithin: Duration.days(1),
      removalPolicy: stage.removalPolicy,
    });
    takesReferrals(queue, { ruleName: charityQueueName, queueName: charityQueueName });
  }
}

export interface ReferralRuleProps extends ReferralTarget {
  readonly bus: EventBus;
  /** Where events go that a queue does not take. */
  readonly undelivered: Queue;
}

/** Hands referrals on from the bus to a queue that is known by name. */
export class ReferralRule extends Construct {
  constructor(scope: Construct, id: string, props: ReferralRuleProps) {
    super(scope, id);
    const { ruleName, queueName, area, bus, undelivered } = props;
    const target: IRuleTarget = {
      bind: () => ({
        arn: Stack.of(this).formatArn({ service: "sqs", resource: queueName, arnFormat: ArnFormat.NO_RESOURCE_NAME }),
        deadLetterConfig: { arn: undelivered.queueArn },
        // The most that EventBridge offers.
        retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
      }),
    };
    const rule = new Rule(this, "Rule", {
      ruleName,
      eventBus: bus,
      description: `Referrals to charity go to the queue ${queueName}`,
      eventPattern: {
        source: ["desk"],
        detailType: [charityReferred],
        ...(area === undefined ? {} : { detail: { area: Match.prefix(area) } }),
      },
      targets: [target],
    });
    undelivered.addToResourcePolicy(
      new PolicyStatement({
        sid: `Undelivered${this.node.addr.slice(-8)}`,
        principals: [new ServicePrincipal("events.amazonaws.com")],
        actions: ["sqs:SendMessage"],
        resources: [undelivered.queueArn],
        conditions: { ArnEquals: { "aws:SourceArn": rule.ruleArn } },
      }),
    );
  }
}
