import { Duration } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { BoundFunction, type BoundFunctionProps } from "./bound-function.ts";
import { DeadLetters } from "./queue-with-dead-letters.ts";

export interface ScheduledFunctionProps extends BoundFunctionProps {
  /** How often, or at which moment of each day. */
  readonly every: Duration | { readonly hour: string; readonly minute: string };
}

/** A function that runs on a schedule; a run that could not be started is kept in dead letters, which alarm. */
export class ScheduledFunction extends BoundFunction {
  constructor(scope: Construct, id: string, props: ScheduledFunctionProps) {
    super(scope, id, props);
    const { every } = props;
    const notRun = new DeadLetters(this, "NotRun", {
      queueName: props.name,
      key: props.key,
      errorImpact: props.errorImpact,
      removalPolicy: props.stage.removalPolicy,
    });
    acknowledge(notRun.queue, {
      "AwsSolutions-SQS3": "It is a dead-letter queue, of the schedule below, which the check does not see.",
    });
    new Rule(this, "Schedule", {
      description: `Runs the function ${props.name}`,
      schedule: every instanceof Duration ? Schedule.rate(every) : Schedule.cron(every),
      targets: [
        new LambdaFunction(this.function, {
          deadLetterQueue: notRun.queue,
          // The next run does what this one would have done.
          maxEventAge: Duration.minutes(10),
          retryAttempts: 3,
        }),
      ],
    });
  }
}
