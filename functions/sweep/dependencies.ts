import { ChangeMessageVisibilityCommand } from "@aws-sdk/client-sqs";
import type { WriteLog } from "#functions/telemetry/log-catalogue.ts";
import { logOf } from "#functions/telemetry/write-log.ts";
import { dynamoDbClient, sqsClient } from "#stores/aws-clients.ts";
import { householdsFound } from "#stores/households-found.ts";
import { sqsSender } from "#stores/queues.ts";
import { standardsTable } from "#stores/standards-table.ts";
import { sweepsTable } from "#stores/sweeps-table.ts";
import type { SweepTimes, SweepTools } from "./advance-sweep.ts";
import { parseEnvironment } from "./environment.ts";

/** What sweep works with. */
export interface SweepDependencies extends SweepTools {
  readonly times: SweepTimes;
  /** The time zone of the standard in force, such as `Asia/Shanghai`. */
  readonly timeZone: () => Promise<string>;
  /** Has a message come again after so many seconds, once it is reported as failed. */
  readonly putBack: (receiptHandle: string, seconds: number) => Promise<void>;
  readonly log: WriteLog;
}

/** The dependencies of the deployed function. */
export function runtimeDependencies(): SweepDependencies {
  const environment = parseEnvironment(process.env);
  const dynamoDb = dynamoDbClient();
  const sqs = sqsClient();
  return {
    sweeps: sweepsTable(dynamoDb, environment.SWEEPS_TABLE),
    findHouseholds: householdsFound(dynamoDb, environment.HOUSEHOLDS_TABLE),
    send: sqsSender(sqs),
    householdsDueQueueUrl: environment.HOUSEHOLDS_DUE_QUEUE_URL,
    times: {
      budgetMilliseconds: environment.BUDGET_SECONDS * 1000,
      noteEveryMilliseconds: 2000,
      secondPassMilliseconds: environment.SECOND_PASS_SECONDS * 1000,
    },
    timeZone: standardsTable(dynamoDb, environment.STANDARDS_TABLE, environment.STANDARD, ({ timeZone }) => timeZone),
    async putBack(receiptHandle, seconds) {
      await sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: environment.SWEEPS_QUEUE_URL,
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: seconds,
        }),
      );
    },
    now: () => new Date(),
    log: logOf("sweep"),
  };
}
