import { Duration } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { alarmDescription } from "./runbooks.ts";
import { functionMetric } from "./source-alarms.ts";

/** Alarms for the runs that find what no event announces: that they do not end, or find notices stuck. */
export class WatchAlarms extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Alarm(this, "MissedAlarm", {
      alarmName: "watch-missed",
      alarmDescription: alarmDescription(
        "No run of watch has ended for an hour: families whose day has come are not looked for.",
        "watch-missed",
      ),
      metric: functionMetric("watch", "runs", Duration.minutes(30)),
      threshold: 1,
      evaluationPeriods: 2,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      // A run that does not take place has no metric at all.
      treatMissingData: TreatMissingData.BREACHING,
    });
    new Alarm(this, "StuckAlarm", {
      alarmName: "outbox-stuck",
      alarmDescription: alarmDescription(
        "Notices of families have waited to be sent for more than an hour, run after run: their workers know nothing of them.",
        "stuck-outbox",
      ),
      metric: functionMetric("watch", "overdueOutboxes", Duration.minutes(30)),
      threshold: 0,
      evaluationPeriods: 3,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
