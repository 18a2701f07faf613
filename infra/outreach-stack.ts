import { Duration, Stack, type StackProps } from "aws-cdk-lib";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import type { Key } from "aws-cdk-lib/aws-kms";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { busName } from "./bus-name.ts";
import { unreportedIndex } from "./data-stack.ts";
import { QueueFunction } from "./queue-function.ts";
import { ScheduledFunction } from "./scheduled-function.ts";
import type { Stage } from "./stages.ts";

export interface OutreachStackProps extends StackProps {
  readonly stage: Stage;
  /** Encrypts queues and logs. */
  readonly key: Key;
  readonly cases: Table;
  readonly standards: Table;
}

export const outreachQueueName = "outreach";

/** Notices on their way to staff: the desk's queue, and the function that makes cases of notices. */
export class OutreachStack extends Stack {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { stage, key, cases, standards, ...props }: OutreachStackProps) {
    super(scope, id, props);
    const deliver = new QueueFunction(this, "Deliver", {
      name: "deliver",
      description: "Turns notices into cases",
      errorImpact: "Families found are on no worker's list: their notices did not become cases.",
      stage,
      key,
      timeout: Duration.seconds(30),
      // It writes ten small items a batch and waits: little processor will do.
      memorySize: 256,
      reads: {
        name: outreachQueueName,
        id: "OutreachQueue",
        batchSize: 10,
        maxConcurrency: stage.deliverConcurrency,
        readWithin: Duration.hours(1),
      },
    }).bindTable("CASES_TABLE", cases, ["dynamodb:Query", "dynamodb:PutItem"]);
    this.queue = deliver.queue;
    new ScheduledFunction(this, "ReportOutcomes", {
      name: "report-outcomes",
      description: "Reports outcomes of visits that the desk could not",
      errorImpact: "What staff found does not reach the households' facts: families are visited again for nothing.",
      stage,
      key,
      timeout: Duration.minutes(5),
      memorySize: 256,
      every: Duration.minutes(15),
    })
      .bindTable("CASES_TABLE", cases, ["dynamodb:Query", "dynamodb:UpdateItem"])
      .allowOnIndex(cases, unreportedIndex, ["dynamodb:Query"])
      .bindBusForPutting("EVENT_BUS", busName);
    new ScheduledFunction(this, "CountCases", {
      name: "count-cases",
      description: "Counts cases that are overdue and unclaimed, and communities above their budget of visits",
      errorImpact: "Nobody is told of families who are overdue and whom nobody has taken on.",
      stage,
      key,
      timeout: Duration.minutes(5),
      // It holds four counties' open cases.
      memorySize: 512,
      every: Duration.minutes(30),
    })
      .bindTable("CASES_TABLE", cases, [])
      .allowOnIndex(cases, "by-county", ["dynamodb:Query"])
      .bindTable("STANDARDS_TABLE", standards, ["dynamodb:GetItem", "dynamodb:Query"])
      .tell("STANDARD", stage.standard)
      .tell("CHILD_ROLES", stage.childRoles.join());
  }
}
