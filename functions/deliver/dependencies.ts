import type { WriteLog } from "#functions/telemetry/log-catalogue.ts";
import { logOf } from "#functions/telemetry/write-log.ts";
import type { CaseStore } from "#outreach/case-store.ts";
import { dynamoDbClient } from "#stores/aws-clients.ts";
import { casesTable } from "#stores/cases-table.ts";
import { parseEnvironment } from "./environment.ts";

/** What deliver works with. */
export interface DeliverDependencies {
  readonly cases: Pick<CaseStore, "apply">;
  /** Takes the one line that a batch is summed up in: counts only. */
  readonly log: WriteLog;
}

/** The dependencies of the deployed function. */
export function runtimeDependencies(): DeliverDependencies {
  const environment = parseEnvironment(process.env);
  return {
    cases: casesTable(dynamoDbClient(), environment.CASES_TABLE),
    log: logOf("deliver"),
  };
}
