import type { RouteId } from "#events/desk-api/routes.ts";
import type { Operation } from "./operation.ts";
import { commandCase, reassignCases } from "./operations/command-case.ts";
import { countyFunnel } from "./operations/county-funnel.ts";
import { currentStandards, standardParameters } from "./operations/current-standards.ts";
import { listCases, townOverdue, townUnclaimed } from "./operations/list-cases.ts";
import { breakGlass, openCase } from "./operations/open-case.ts";
import { plannedVisits, townVisits } from "./operations/planned-visits.ts";
import { askPreview, listPreviews, readPreview } from "./operations/previews.ts";
import { audit, brokenGlass } from "./operations/read-audit.ts";
import { caseHistory, readCase } from "./operations/read-case.ts";
import { readHousehold } from "./operations/read-household.ts";
import { me, townWorkers } from "./operations/who-am-i.ts";

/** What each route does. The table of routes says who may call it; a route without an operation does not compile. */
export const operations: { readonly [Id in RouteId]: Operation<Id> } = {
  me,
  listCases,
  plannedVisits,
  readCase,
  openCase,
  commandCase,
  caseHistory,
  reassignCases,
  readHousehold,
  townOverdue,
  townUnclaimed,
  townWorkers,
  townVisits,
  countyFunnel,
  listPreviews,
  readPreview,
  askPreview,
  currentStandards,
  standardParameters,
  breakGlass,
  brokenGlass,
  audit,
};
