import { Aspects, type IAspect, Stack, type StackProps } from "aws-cdk-lib";
import { Alarm } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { Key } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Construct, IConstruct } from "constructs";
import { sourceContracts } from "#events/sources/contracts.ts";
import { charityQueueName } from "../referrals.ts";
import { remindersQueueName } from "../reminders.ts";
import type { Stage } from "../stages.ts";
import { webhookQueueName } from "../webhook-names.ts";
import { CaseAlarms } from "./case-alarms.ts";
import { CostAlarm } from "./cost-alarm.ts";
import { OperationsDashboard } from "./dashboard.ts";
import { SourceAlarms } from "./source-alarms.ts";
import { WatchAlarms } from "./watch-alarms.ts";

export interface OperationsStackProps extends StackProps {
  readonly stage: Stage;
  readonly key: Key;
}

// By name, so that this stack, whose topic all others need, needs none of them.
const everywhere = [
  "evaluate",
  "deliver",
  "watch",
  "sweep",
  "report-outcomes",
  "asked-previews",
  "count-cases",
  "desk",
];
const queues = ["changes", "outreach", "quarantine", "sweeps", "households-due"];
const tables = [
  ...["households", "persons", "standards", "cases", "sweeps"],
  ...["contacts", "audit", "sights", "roster", "previews"],
];

/** Whom alarms tell, the alarms that belong to no one queue, and what whoever is on duty looks at. */
export class OperationsStack extends Stack {
  readonly alarms: Topic;

  constructor(scope: Construct, id: string, { stage, key, ...props }: OperationsStackProps) {
    super(scope, id, props);
    this.alarms = new Topic(this, "Alarms", { topicName: "alarms", masterKey: key, enforceSSL: true });
    for (const address of stage.notify) this.alarms.addSubscription(new EmailSubscription(address));

    const functions = [
      ...everywhere,
      ...(stage.webhooks.length > 0 ? ["forward"] : []),
      ...(stage.reminders ? ["remind"] : []),
      // Whether the page is served by a function is the stage's choice.
      ...(stage.page.front === "http-api" ? ["page"] : []),
    ];
    const sources = sourceContracts.flatMap(({ reportsAs }) => reportsAs ?? []);
    const registered = [...new Set(sources)].toSorted();
    const unknown = Object.keys(stage.silentAfterDays).filter((source) => !registered.includes(source));
    if (unknown.length > 0) {
      throw new Error(
        `stage ${stage.name}, silentAfterDays: found ${unknown.join(", ")}, expected one of ${registered.join(", ")}`,
      );
    }
    for (const source of registered) {
      new SourceAlarms(this, `${titleCase(source)}Source`, {
        source,
        silentAfterDays: stage.silentAfterDays[source],
        quarantinedAnHour: stage.quarantinedAnHour,
      });
    }
    new WatchAlarms(this, "WatchRuns");
    new CaseAlarms(this, "Cases", stage.cases);
    new CostAlarm(this, "Cost", { unitsPerChange: stage.writeUnitsPerChange });
    new OperationsDashboard(this, "Overview", {
      functions,
      queues: [
        ...queues,
        ...stage.webhooks.map(webhookQueueName),
        ...(stage.reminders ? [remindersQueueName] : []),
        ...(stage.charityQueue ? [charityQueueName] : []),
      ],
      tables,
      sources: registered,
    });
  }
}

function titleCase(name: string): string {
  return name
    .split("-")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");
}

/** Every alarm of the scope tells the topic when it begins and when it ends: none can be forgotten. */
export function notifyOfAlarms(scope: IConstruct, topic: Topic): void {
  const action = new SnsAction(topic);
  const aspect: IAspect = {
    visit(node) {
      if (!(node instanceof Alarm)) return;
      node.addAlarmAction(action);
      node.addOkAction(action);
    },
  };
  Aspects.of(scope).add(aspect);
}
