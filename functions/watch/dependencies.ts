import { beginSweepsOfStandards } from "#functions/sweep/begin-sweeps-of-standards.ts";
import type { WriteLog } from "#functions/telemetry/log-catalogue.ts";
import { logOf } from "#functions/telemetry/write-log.ts";
import { dynamoDbClient, sqsClient } from "#stores/aws-clients.ts";
import { type OverdueOutboxes, overdueOutboxes } from "#stores/overdue-outboxes.ts";
import { type SendMessages, sqsSender } from "#stores/queues.ts";
import { readInForcePointer, writeInForcePointer } from "#stores/standard-in-force.ts";
import { readStandard } from "#stores/standards-table.ts";
import { type Sweep, sweepsTable } from "#stores/sweeps-table.ts";
import { parseEnvironment, type WatchEnvironment } from "./environment.ts";

/** What watch works with. */
export interface WatchDependencies {
  readonly environment: WatchEnvironment;
  readonly overdueOutboxes: OverdueOutboxes;
  /** Every sweep there is. */
  readonly sweeps: () => Promise<readonly Sweep[]>;
  /** Puts a scheduled version in force where its day has come; resolves with the sweeps begun. */
  readonly beginSweeps: () => Promise<readonly string[]>;
  readonly send: SendMessages;
  readonly now: () => Date;
  /** Takes the one line that a run is summed up in: counts only. */
  readonly log: WriteLog;
}

/** The dependencies of the deployed function. */
export function runtimeDependencies(): WatchDependencies {
  const environment = parseEnvironment(process.env);
  const dynamoDb = dynamoDbClient();
  const send = sqsSender(sqsClient());
  const now = () => new Date();
  const sweeps = sweepsTable(dynamoDb, environment.SWEEPS_TABLE);
  const { STANDARD: name, STANDARDS_TABLE: table } = environment;
  return {
    environment,
    overdueOutboxes: overdueOutboxes(dynamoDb, environment.HOUSEHOLDS_TABLE),
    sweeps: () => sweeps.list(),
    beginSweeps: () =>
      beginSweepsOfStandards({
        standards: {
          name,
          readInForce: () => readInForcePointer(dynamoDb, table, name),
          writeInForce: (seen, after) => writeInForcePointer(dynamoDb, table, name, { seen, after }),
          read: (version) => readStandard(dynamoDb, table, name, version),
        },
        // It may list sweeps, which are few, and needs no grant to read one.
        sweeps: { ...sweeps, read: async (wanted) => (await sweeps.list()).find(({ sweep }) => sweep === wanted) },
        send,
        sweepsQueueUrl: environment.SWEEPS_QUEUE_URL,
        now,
      }),
    send,
    now,
    log: logOf("watch"),
  };
}
