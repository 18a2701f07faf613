import { dynamoDbClient } from "#stores/aws-clients.ts";
import { type CaseStore, casesTable } from "#stores/cases-table.ts";
import { parseEnvironment } from "./environment.ts";

/** What deliver works with. */
export interface DeliverDependencies {
  readonly cases: CaseStore;
  /** Takes the one line that a batch is summed up in: counts only. */
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/** The dependencies of the deployed function. */
export function runtimeDependencies(): DeliverDependencies {
  const environment = parseEnvironment(process.env);
  return {
    cases: casesTable(dynamoDbClient(), environment.CASES_TABLE),
    log: (line) => console.log(JSON.stringify(line)),
  };
}
