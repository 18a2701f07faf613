import { Duration } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { Key } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { countyIndex, type DataStack } from "./data-stack.ts";
import { alarmDescription } from "./operations/runbooks.ts";
import { functionMetric } from "./operations/source-alarms.ts";
import { QueueWithDeadLetters } from "./queue-with-dead-letters.ts";
import { ScheduledFunction } from "./scheduled-function.ts";
import type { ReminderSettings } from "./stage-file.ts";
import type { Stage } from "./stages.ts";

export interface RemindersProps {
  readonly stage: Stage;
  readonly reminders: ReminderSettings;
  /** Encrypts queues and logs. */
  readonly key: Key;
  readonly data: DataStack;
}

export const remindersQueueName = "reminders";
const errorImpact = "Towns and counties are not told of overdue visits: families wait on, and nobody asks why.";

/** Tells towns and counties each day how many visits are overdue. */
export class Reminders extends Construct {
  constructor(scope: Construct, id: string, { stage, reminders, key, data }: RemindersProps) {
    super(scope, id);
    const outbox = new QueueWithDeadLetters(this, "Queue", {
      queueName: remindersQueueName,
      key,
      errorImpact,
      // People look into this queue; a look is a receipt, and must not set a reminder aside.
      maxReceiveCount: 1000,
      readWithin: Duration.days(1),
      removalPolicy: stage.removalPolicy,
    });
    new ScheduledFunction(this, "Remind", {
      name: "remind",
      description: "Reminds towns and counties of overdue visits, by counts",
      errorImpact,
      stage,
      key,
      timeout: Duration.minutes(5),
      memorySize: 512,
      every: inUtc(reminders.at),
    })
      .bindTable("CASES_TABLE", data.cases, [])
      .allowOnIndex(data.cases, countyIndex, ["dynamodb:Query"])
      .bindTable("STANDARDS_TABLE", data.standards, ["dynamodb:GetItem", "dynamodb:Query"])
      .tell("STANDARD", stage.standard)
      .bindQueueForSending("REMINDERS_QUEUE_URL", outbox.queue)
      .tell("CHANNEL", reminders.by)
      .tell("DESK", reminders.desk);
    new Alarm(this, "MissedAlarm", {
      alarmName: "reminders-missed",
      alarmDescription: alarmDescription(errorImpact, "reminders-missed"),
      metric: functionMetric("remind", "runs", Duration.days(1)),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      // A run that does not take place has no metric at all.
      treatMissingData: TreatMissingData.BREACHING,
    });
  }
}

const hoursAhead = 8;

/** A time of day in China, which has no summer time, as a rule of EventBridge takes it. */
function inUtc(time: string): { hour: string; minute: string } {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return { hour: String((hour + 24 - hoursAhead) % 24), minute: String(minute) };
}
