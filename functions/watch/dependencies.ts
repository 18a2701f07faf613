import type { WriteLog } from "#functions/telemetry/log-catalogue.ts";
import { logOf } from "#functions/telemetry/write-log.ts";
import { dynamoDbClient, sqsClient } from "#stores/aws-clients.ts";
import { type OverdueOutboxes, overdueOutboxes } from "#stores/overdue-outboxes.ts";
import { type SendMessages, sqsSender } from "#stores/queues.ts";
import { type Sweep, sweepsTable } from "#stores/sweeps-table.ts";
import { parseEnvironment, type WatchEnvironment } from "./environment.ts";

/** What watch works with. */
export interface WatchDependencies {
  readonly environment: WatchEnvironment;
  readonly overdueOutboxes: OverdueOutboxes;
  /** Every sweep there is. */
  readonly sweeps: () => Promise<readonly Sweep[]>;
  readonly send: SendMessages;
  readonly now: () => Date;
  /** Takes the one line that a run is summed up in: counts only. */
  readonly log: WriteLog;
}

/** The dependencies of the deployed function. */
export function runtimeDependencies(): WatchDependencies {
  const environment = parseEnvironment(process.env);
  const dynamoDb = dynamoDbClient();
  return {
    environment,
    overdueOutboxes: overdueOutboxes(dynamoDb, environment.HOUSEHOLDS_TABLE),
    sweeps: () => sweepsTable(dynamoDb, environment.SWEEPS_TABLE).list(),
    send: sqsSender(sqsClient()),
    now: () => new Date(),
    log: logOf("watch"),
  };
}
