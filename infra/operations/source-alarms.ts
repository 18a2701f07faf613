import { Duration } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { alarmDescription } from "./runbooks.ts";

export interface SourceAlarmsProps {
  readonly source: string;
  /** Days without an event after which the source counts as silent; undefined where it may be silent for longer. */
  readonly silentAfterDays: number | undefined;
  /** Changes set aside within an hour beyond which somebody should look. */
  readonly quarantinedAnHour: number;
}

/** Alarms for what a source system sends: nothing any more, or what nobody can use. */
export class SourceAlarms extends Construct {
  constructor(scope: Construct, id: string, { source, silentAfterDays, quarantinedAnHour }: SourceAlarmsProps) {
    super(scope, id);
    new Alarm(this, "QuarantinedAlarm", {
      alarmName: `${source}-quarantined`,
      alarmDescription: alarmDescription(
        `Changes of ${source} are set aside: what they tell of families is not known to us.`,
        "poison",
      ),
      metric: evaluateMetric(`quarantinedSources.${source}`, Duration.hours(1)),
      threshold: quarantinedAnHour,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    if (silentAfterDays === undefined) return;
    new Alarm(this, "SilentAlarm", {
      alarmName: `${source}-silent`,
      alarmDescription: alarmDescription(
        `${source} has sent nothing for ${silentAfterDays} days: families whose facts it owns are judged by old ones.`,
        "source-silent",
      ),
      metric: evaluateMetric(`sources.${source}`, Duration.days(1)),
      threshold: 1,
      evaluationPeriods: silentAfterDays,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      // A source that says nothing has no metric at all.
      treatMissingData: TreatMissingData.BREACHING,
    });
  }
}

/** What evaluate tells of its batches, in sum. */
export function evaluateMetric(metricName: string, period: Duration): Metric {
  return functionMetric("evaluate", metricName, period);
}

/** What a function tells of its work: the metrics of its log lines, in sum, or a level at its highest. */
export function functionMetric(
  service: string,
  metricName: string,
  period: Duration,
  statistic: "Sum" | "Maximum" = "Sum",
): Metric {
  return new Metric({
    namespace: "PoliciesFindPeople",
    metricName,
    dimensionsMap: { service },
    statistic,
    period,
  });
}
