import type { StandardDocument } from "#eligibility/standard-document.ts";
import type { Reminder, ReminderChannel } from "#events/reminder.ts";
import type { WriteLog } from "#functions/telemetry/log-catalogue.ts";
import { logOf } from "#functions/telemetry/write-log.ts";
import type { CaseStore } from "#outreach/case-store.ts";
import { dynamoDbClient, sqsClient } from "#stores/aws-clients.ts";
import { casesTable } from "#stores/cases-table.ts";
import { sendAll, sqsSender } from "#stores/queues.ts";
import { standardsTable } from "#stores/standards-table.ts";
import { parseEnvironment } from "./environment.ts";

/** What remind works with. */
export interface RemindDependencies {
  readonly cases: Pick<CaseStore, "counts">;
  /** The standard in force now. */
  readonly standardInForce: () => Promise<Pick<StandardDocument, "areas" | "roles" | "timeZone">>;
  /** Puts reminders where whatever sends them reads. Rejects where some were not taken. */
  readonly put: (reminders: readonly Reminder[]) => Promise<void>;
  readonly channel: ReminderChannel;
  /** Where staff look. */
  readonly desk: string;
  readonly now: () => Date;
  /** Takes the one line that a run is summed up in: counts only. */
  readonly log: WriteLog;
}

/** The dependencies of the deployed function. */
export function runtimeDependencies(): RemindDependencies {
  const environment = parseEnvironment(process.env);
  const dynamoDb = dynamoDbClient();
  const send = sqsSender(sqsClient());
  return {
    cases: casesTable(dynamoDb, environment.CASES_TABLE),
    standardInForce: standardsTable(
      dynamoDb,
      environment.STANDARDS_TABLE,
      environment.STANDARD,
      (document) => document,
    ),
    put: (reminders) =>
      sendAll(
        send,
        environment.REMINDERS_QUEUE_URL,
        reminders.map((body) => ({ body, attributes: { office: body.to.office, role: body.to.role } })),
      ),
    channel: environment.CHANNEL,
    desk: environment.DESK,
    now: () => new Date(),
    log: logOf("remind"),
  };
}
