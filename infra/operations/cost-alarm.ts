import { Duration } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { alarmDescription } from "./runbooks.ts";
import { evaluateMetric } from "./source-alarms.ts";

const period = Duration.days(1);

/**
 * Write units of households and persons for each change that evaluate took: what a change costs follows them, whatever
 * the region's prices.
 */
export function writeUnitsPerChange(): MathExpression {
  const written = (table: string): IMetric =>
    new Metric({
      namespace: "AWS/DynamoDB",
      metricName: "ConsumedWriteCapacityUnits",
      dimensionsMap: { TableName: table },
      statistic: "Sum",
      period,
    });
  return new MathExpression({
    // A day with few changes says nothing; one on which a table was not written has no metric of it.
    expression: "IF(changes > 1000, (FILL(households, 0) + FILL(persons, 0)) / changes, 0)",
    usingMetrics: {
      changes: evaluateMetric("changes", period),
      households: written("households"),
      persons: written("persons"),
    },
    label: "write units a change",
    period,
  });
}

/** Alarms when a change costs more than planned: items that grow, an index that moves too often, conflicts. */
export class CostAlarm extends Construct {
  constructor(scope: Construct, id: string, { unitsPerChange }: { readonly unitsPerChange: number }) {
    super(scope, id);
    new Alarm(this, "Alarm", {
      alarmName: "cost-above-plan",
      alarmDescription: alarmDescription(
        "A change of a household costs more than planned; money for families goes to machines.",
        "cost-above-plan",
      ),
      metric: writeUnitsPerChange(),
      threshold: unitsPerChange,
      evaluationPeriods: 2,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
