import { Duration } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import type { Stage } from "../stages.ts";
import { alarmDescription } from "./runbooks.ts";
import { functionMetric } from "./source-alarms.ts";

/** Twice as long as from one count to the next: there is always one in it. */
const period = Duration.hours(1);

/** A level that the count of cases found. */
export function caseLevel(
  metricName: "open" | "unclaimedOverdue" | "withoutCounty" | "waiting" | "villagesAboveBudget",
) {
  // Not the sum: a run that was made twice within the hour found the same cases.
  return functionMetric("count-cases", metricName, period, "Maximum");
}

/** Alarms for more work than staff can do: overdue and nobody's, or more families than a community can visit in time. */
export class CaseAlarms extends Construct {
  constructor(scope: Construct, id: string, { unclaimedOverdue, villagesAboveBudget }: Stage["cases"]) {
    super(scope, id);
    new Alarm(this, "OverdueAlarm", {
      alarmName: "overdue-cases-above-limit",
      alarmDescription: alarmDescription(
        `More than ${unclaimedOverdue} families were to be visited and nobody has taken them on.`,
        "overdue-cases",
      ),
      metric: caseLevel("unclaimedOverdue"),
      threshold: unclaimedOverdue,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    new Alarm(this, "BudgetAlarm", {
      alarmName: "notices-above-budget",
      alarmDescription: alarmDescription(
        `In more than ${villagesAboveBudget} communities there are more families to visit than can be visited in time.`,
        "overdue-cases",
      ),
      metric: caseLevel("villagesAboveBudget"),
      threshold: villagesAboveBudget,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    new Alarm(this, "WithoutCountyAlarm", {
      alarmName: "cases-without-county",
      alarmDescription: alarmDescription(
        "Families are to be visited of whom nobody knows in which county they live: no county's staff have them.",
        "overdue-cases",
      ),
      metric: caseLevel("withoutCounty"),
      threshold: 0,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    new Alarm(this, "NotCountedAlarm", {
      alarmName: "cases-not-counted",
      alarmDescription: alarmDescription(
        "Nobody has counted for three hours which families are overdue: the alarms for them are blind.",
        "overdue-cases",
      ),
      metric: functionMetric("count-cases", "runs", period),
      threshold: 1,
      evaluationPeriods: 3,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    });
  }
}
