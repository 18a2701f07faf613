import { dateIn } from "#events/calendar.ts";
import type { SignInSettings } from "#events/sign-in-settings.ts";
import type { WriteLog } from "#functions/telemetry/log-catalogue.ts";
import { logOf } from "#functions/telemetry/write-log.ts";
import type { HouseholdStore } from "#household/household-store.ts";
import type { CaseStore } from "#outreach/case-store.ts";
import type { ReportOutcomes } from "#outreach/work-case.ts";
import { auditTable } from "#stores/audit-table.ts";
import { dynamoDbClient, eventBridgeClient } from "#stores/aws-clients.ts";
import { casesTable } from "#stores/cases-table.ts";
import { contactsTable } from "#stores/contacts-table.ts";
import { outcomesOnBus } from "#stores/event-bus.ts";
import { householdsTable } from "#stores/households-table.ts";
import { previewsTable } from "#stores/previews-table.ts";
import { rosterTable } from "#stores/roster-table.ts";
import { sightsTable } from "#stores/sights-table.ts";
import { standardsTable } from "#stores/standards-table.ts";
import type { AuditTrail } from "./audit-trail.ts";
import type { ContactDirectory } from "./contact-directory.ts";
import { type DeskStandard, deskStandard } from "./desk-standard.ts";
import { parseEnvironment } from "./environment.ts";
import type { PreviewDesk } from "./preview-desk.ts";
import type { Claims } from "./principal-of-claims.ts";
import type { SightStore } from "./sight.ts";
import { issuersKeys, verifyToken } from "./verify-token.ts";
import type { WorkerRoster } from "./worker-roster.ts";

/** What the desk works with. */
export interface DeskDependencies {
  readonly cases: CaseStore;
  /** Puts what staff found on the bus. */
  readonly report: ReportOutcomes;
  readonly households: Pick<HouseholdStore, "read">;
  readonly contacts: ContactDirectory;
  readonly audit: AuditTrail;
  readonly sights: SightStore;
  readonly roster: WorkerRoster;
  readonly previews: PreviewDesk;
  /** The standard in force. */
  readonly standard: () => Promise<DeskStandard>;
  readonly signIn: Pick<SignInSettings, "issuer" | "claims" | "kinds">;
  /** The claims of an Authorization header. Throws Problem `not-signed-in` or `unavailable`. */
  readonly verify: (authorization: string | undefined) => Promise<Claims>;
  readonly now: () => Date;
  /** Takes the one line that a request is summed up in: codes and counts only. */
  readonly log: WriteLog;
}

/** The dependencies of the deployed function. */
export function runtimeDependencies(): DeskDependencies {
  const environment = parseEnvironment(process.env);
  const client = dynamoDbClient();
  const signIn = environment.SIGN_IN;
  const keys = issuersKeys(signIn);
  const childRoles = new Set(environment.CHILD_ROLES.split(","));
  const now = () => new Date();
  return {
    cases: casesTable(client, environment.CASES_TABLE),
    report: outcomesOnBus(eventBridgeClient(), environment.EVENT_BUS),
    households: householdsTable(client, environment.HOUSEHOLDS_TABLE),
    contacts: contactsTable(client, environment.CONTACTS_TABLE),
    // A day of the trail is one in China, whatever the standard's time zone.
    audit: auditTable(client, environment.AUDIT_TABLE, (instant) => dateIn("Asia/Shanghai", instant)),
    sights: sightsTable(client, environment.SIGHTS_TABLE),
    roster: rosterTable(client, environment.ROSTER_TABLE),
    previews: previewsTable(client, environment.PREVIEWS_TABLE),
    standard: standardsTable(client, environment.STANDARDS_TABLE, environment.STANDARD, (document) =>
      deskStandard(document, childRoles),
    ),
    signIn,
    verify: (authorization) => verifyToken(authorization, signIn, keys, now()),
    now,
    log: logOf("desk"),
  };
}
