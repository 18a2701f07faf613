import { Duration, Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { alarmDescription } from "./runbooks.ts";

export interface FunctionAlarmsProps {
  /** The function's. */
  readonly name: string;
  /** Who is harmed, and how, while it fails. */
  readonly errorImpact: string;
  /** How often a schedule runs it, at the most daily; undefined where a queue or an API calls it all the time. */
  readonly every: Duration | "daily" | undefined;
}

/**
 * When errors are told. One failure is retried and mended by itself; three periods of them are not. Whatever runs seldom
 * would be quiet between two runs, and never fail for three periods on end: its period is as long as from run to run. Of
 * a daily run all three tries must fail.
 */
function rhythmOf(every: FunctionAlarmsProps["every"]) {
  if (every === "daily") return { period: Duration.days(1), evaluationPeriods: 1, threshold: 2 };
  const seconds = Math.max(Duration.minutes(5).toSeconds(), every?.toSeconds() ?? 0);
  return { period: Duration.seconds(seconds), evaluationPeriods: 3, threshold: 0 };
}

/** Alarms for what Lambda itself tells of a function: that it throws, or may not run. */
export class FunctionAlarms extends Construct {
  constructor(scope: Construct, id: string, { name, errorImpact, every }: FunctionAlarmsProps) {
    super(scope, id);
    const { period, ...rhythm } = rhythmOf(every);
    const metric = (metricName: string) =>
      new Metric({
        namespace: "AWS/Lambda",
        metricName,
        dimensionsMap: { FunctionName: name },
        statistic: "Sum",
        period,
        region: Stack.of(this).region,
      });
    for (const [kind, metricName] of [
      ["failing", "Errors"],
      ["throttled", "Throttles"],
    ] as const) {
      new Alarm(this, `${metricName}Alarm`, {
        alarmName: `${name}-${kind}`,
        alarmDescription: alarmDescription(errorImpact, "function-failing"),
        metric: metric(metricName),
        ...rhythm,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
    }
  }
}
