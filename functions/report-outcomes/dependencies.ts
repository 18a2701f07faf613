import type { WriteLog } from "#functions/telemetry/log-catalogue.ts";
import { logOf } from "#functions/telemetry/write-log.ts";
import type { CaseStore } from "#outreach/case-store.ts";
import type { ReportOutcomes } from "#outreach/work-case.ts";
import { dynamoDbClient, eventBridgeClient } from "#stores/aws-clients.ts";
import { casesTable } from "#stores/cases-table.ts";
import { outcomesOnBus } from "#stores/event-bus.ts";
import { parseEnvironment } from "./environment.ts";

/** What report-outcomes works with. */
export interface ReportOutcomesDependencies {
  readonly cases: Pick<CaseStore, "unreported" | "markReported">;
  readonly report: ReportOutcomes;
  readonly now: () => Date;
  /** Takes the one line that a run is summed up in: counts only. */
  readonly log: WriteLog;
}

/** The dependencies of the deployed function. */
export function runtimeDependencies(): ReportOutcomesDependencies {
  const environment = parseEnvironment(process.env);
  return {
    cases: casesTable(dynamoDbClient(), environment.CASES_TABLE),
    report: outcomesOnBus(eventBridgeClient(), environment.EVENT_BUS),
    now: () => new Date(),
    log: logOf("report-outcomes"),
  };
}
