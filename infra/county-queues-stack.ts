import { Duration, Stack, type StackProps } from "aws-cdk-lib";
import type { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import { outreachQueueName } from "./outreach-stack.ts";
import { QueueWithDeadLetters } from "./queue-with-dead-letters.ts";
import type { Stage } from "./stages.ts";

export interface CountyQueuesStackProps extends StackProps {
  readonly stage: Stage;
  readonly key: Key;
  /** Counties of one prefecture. */
  readonly counties: readonly string[];
}

/** The queues that counties' own office systems read. */
export class CountyQueuesStack extends Stack {
  constructor(scope: Construct, id: string, { stage, key, counties, ...props }: CountyQueuesStackProps) {
    super(scope, id, props);
    for (const county of counties) {
      new QueueWithDeadLetters(this, `OutreachQueue${county}`, {
        queueName: countyQueueName(county),
        key,
        errorImpact: `The office system of county ${county} does not take its notices: families there are not visited.`,
        // People look into these queues as well; a look is a receipt, and must not set a notice aside.
        maxReceiveCount: 1000,
        readWithin: Duration.days(3),
        removalPolicy: stage.removalPolicy,
      });
    }
  }
}

/** The queue a county's own office system reads; the name is promised to it. */
export function countyQueueName(county: string): string {
  return `${outreachQueueName}-${county}`;
}
