import { Duration, Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { alarmDescription } from "./runbooks.ts";

export interface FunctionAlarmsProps {
  /** The function's. */
  readonly name: string;
  /** Who is harmed, and how, while it fails. */
  readonly errorImpact: string;
}

/** Alarms for what Lambda itself tells of a function: that it throws, or may not run. */
export class FunctionAlarms extends Construct {
  constructor(scope: Construct, id: string, { name, errorImpact }: FunctionAlarmsProps) {
    super(scope, id);
    const metric = (metricName: string) =>
      new Metric({
        namespace: "AWS/Lambda",
        metricName,
        dimensionsMap: { FunctionName: name },
        statistic: "Sum",
        period: Duration.minutes(5),
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
        threshold: 0,
        // One failure is retried and mended by itself; a quarter of an hour of them is not.
        evaluationPeriods: 3,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
    }
  }
}
