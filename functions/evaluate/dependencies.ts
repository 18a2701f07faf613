import { compileStandard, type Standard } from "#eligibility/standard.ts";
import type { WriteLog } from "#functions/telemetry/log-catalogue.ts";
import { logOf } from "#functions/telemetry/write-log.ts";
import type { HouseholdStore, PersonStore } from "#household/household-store.ts";
import { dynamoDbClient, sqsClient } from "#stores/aws-clients.ts";
import { householdsTable } from "#stores/households-table.ts";
import { personsTable } from "#stores/persons-table.ts";
import { type SendMessages, sqsSender } from "#stores/queues.ts";
import { keyReader } from "#stores/read-keys.ts";
import { standardsTable } from "#stores/standards-table.ts";
import { type EvaluateEnvironment, parseEnvironment } from "./environment.ts";

/** What evaluate works with. */
export interface EvaluateDependencies {
  readonly environment: EvaluateEnvironment;
  readonly households: HouseholdStore;
  readonly persons: PersonStore;
  /** The standard in force now. */
  readonly standardInForce: () => Promise<Standard>;
  readonly send: SendMessages;
  readonly now: () => Date;
  /** Takes the one line that a batch is summed up in: counts only. */
  readonly log: WriteLog;
}

/** The dependencies of the deployed function. */
export function runtimeDependencies(): EvaluateDependencies {
  const environment = parseEnvironment(process.env);
  const dynamoDb = dynamoDbClient();
  const read = keyReader(dynamoDb);
  // Most batches have nothing to send, and no cold start waits for what only others need.
  let sender: SendMessages | undefined;
  return {
    environment,
    households: householdsTable(dynamoDb, environment.HOUSEHOLDS_TABLE, read),
    persons: personsTable(dynamoDb, environment.PERSONS_TABLE, read),
    standardInForce: standardsTable(dynamoDb, environment.STANDARDS_TABLE, environment.STANDARD, compileStandard, {
      read,
    }),
    send(queueUrl, messages) {
      sender ??= sqsSender(sqsClient());
      return sender(queueUrl, messages);
    },
    now: () => new Date(),
    log: logOf("evaluate"),
  };
}
