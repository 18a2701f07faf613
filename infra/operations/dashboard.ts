import { Duration } from "aws-cdk-lib";
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  PeriodOverride,
  TextWidget,
  TextWidgetBackground,
} from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { caseLevel } from "./case-alarms.ts";
import { writeUnitsPerChange } from "./cost-alarm.ts";
import { evaluateMetric, functionMetric } from "./source-alarms.ts";

export interface OperationsDashboardProps {
  readonly functions: readonly string[];
  readonly queues: readonly string[];
  readonly tables: readonly string[];
  readonly sources: readonly string[];
}

const hour = Duration.hours(1);

/** What whoever is on duty looks at first: is anything waiting, failing or missing, and what does it cost. */
export class OperationsDashboard extends Construct {
  constructor(scope: Construct, id: string, { functions, queues, tables, sources }: OperationsDashboardProps) {
    super(scope, id);
    const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 12, height: 6 });
    const ofQueue = (name: string, metricName: string) =>
      new Metric({
        namespace: "AWS/SQS",
        metricName,
        dimensionsMap: { QueueName: name },
        statistic: "Maximum",
        period: Duration.minutes(5),
        label: name,
      });
    const ofFunction = (name: string, metricName: string, statistic: string) =>
      new Metric({
        namespace: "AWS/Lambda",
        metricName,
        dimensionsMap: { FunctionName: name },
        statistic,
        period: Duration.minutes(5),
        label: name,
      });
    const ofTable = (name: string, metricName: string) =>
      new Metric({
        namespace: "AWS/DynamoDB",
        metricName,
        dimensionsMap: { TableName: name },
        statistic: "Sum",
        period: Duration.minutes(5),
        label: name,
      });
    new Dashboard(this, "Dashboard", {
      dashboardName: "policies-find-people",
      periodOverride: PeriodOverride.AUTO,
      defaultInterval: Duration.days(3),
      widgets: [
        [
          new TextWidget({
            markdown:
              "**政策找人 · Policies find people.** 先看等待与死信，再看来源系统。 Look at what waits and at dead letters first, then at the sources. `docs/runbooks`",
            width: 24,
            height: 2,
            background: TextWidgetBackground.TRANSPARENT,
          }),
        ],
        [
          graph(
            "最久的消息（秒） Oldest message, seconds",
            queues.map((name) => ofQueue(name, "ApproximateAgeOfOldestMessage")),
          ),
          graph(
            "死信 Dead letters",
            queues.map((name) => ofQueue(`${name}-dead-letters`, "ApproximateNumberOfMessagesVisible")),
          ),
        ],
        [
          graph("变更与告知单 Changes and notices", [
            evaluateMetric("changes", hour),
            evaluateMetric("written", hour),
            evaluateMetric("notices", hour),
            functionMetric("deliver", "delivered", hour),
          ]),
          graph("写入冲突与滞留 Conflicts and stuck outboxes", [
            evaluateMetric("conflicts", hour),
            functionMetric("watch", "overdueOutboxes", hour),
          ]),
        ],
        [
          graph("工单 Open cases", [caseLevel("open"), caseLevel("waiting")]),
          graph("逾期无人认领与超预算的村 Overdue and unclaimed, communities above budget", [
            caseLevel("unclaimedOverdue"),
            caseLevel("withoutCounty"),
            caseLevel("villagesAboveBudget"),
          ]),
        ],
        [
          graph(
            "来源系统 Events by source",
            sources.map((source) => evaluateMetric(`sources.${source}`, hour)),
          ),
          graph(
            "隔离 Quarantined by source",
            sources.map((source) => evaluateMetric(`quarantinedSources.${source}`, hour)),
          ),
        ],
        [
          graph(
            "函数出错 Errors of functions",
            functions.map((name) => ofFunction(name, "Errors", "Sum")),
          ),
          graph(
            "函数用时 p99（毫秒） Duration p99, milliseconds",
            functions.map((name) => ofFunction(name, "Duration", "p99")),
          ),
        ],
        [
          graph(
            "写入单位 Write units",
            tables.map((name) => ofTable(name, "ConsumedWriteCapacityUnits")),
          ),
          graph("每条变更的写入单位 Write units a change", [writeUnitsPerChange()]),
        ],
      ],
    });
  }
}
