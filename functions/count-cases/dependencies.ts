import type { StandardDocument } from "#eligibility/standard-document.ts";
import type { WriteLog } from "#functions/telemetry/log-catalogue.ts";
import { logOf } from "#functions/telemetry/write-log.ts";
import type { CaseStore } from "#outreach/case-store.ts";
import { dynamoDbClient } from "#stores/aws-clients.ts";
import { casesTable } from "#stores/cases-table.ts";
import { standardsTable } from "#stores/standards-table.ts";
import { parseEnvironment } from "./environment.ts";

/** What count-cases works with. */
export interface CountCasesDependencies {
  readonly cases: Pick<CaseStore, "listUnder">;
  /** The standard in force now. */
  readonly standardInForce: () => Promise<Pick<StandardDocument, "areas" | "outreach" | "timeZone">>;
  /** Roles whose notices are for child roles only. */
  readonly childRoles: ReadonlySet<string>;
  readonly now: () => Date;
  /** Takes the one line that a run is summed up in: counts only. */
  readonly log: WriteLog;
}

/** The dependencies of the deployed function. */
export function runtimeDependencies(): CountCasesDependencies {
  const environment = parseEnvironment(process.env);
  const dynamoDb = dynamoDbClient();
  return {
    cases: casesTable(dynamoDb, environment.CASES_TABLE),
    standardInForce: standardsTable(
      dynamoDb,
      environment.STANDARDS_TABLE,
      environment.STANDARD,
      (document) => document,
    ),
    childRoles: new Set(environment.CHILD_ROLES.split(",")),
    now: () => new Date(),
    log: logOf("count-cases"),
  };
}
