import type { StandardDocument } from "#eligibility/standard-document.ts";
import type { Preview } from "#events/desk-api/previews.ts";
import type { WriteLog } from "#functions/telemetry/log-catalogue.ts";
import { logOf } from "#functions/telemetry/write-log.ts";
import { type AskedPreview, tellPreview, waitingPreviews } from "#stores/asked-previews.ts";
import { dynamoDbClient } from "#stores/aws-clients.ts";
import { householdsFound } from "#stores/households-found.ts";
import { householdsTable } from "#stores/households-table.ts";
import type { ScannedPage } from "#stores/scan-households.ts";
import { scanHouseholds } from "#stores/scan-households.ts";
import { readInForce } from "#stores/standards-table.ts";
import { parseEnvironment } from "./environment.ts";
import { householdsUnder } from "./households-under.ts";

/** What asked-previews works with. */
export interface AskedPreviewsDependencies {
  /** Those that wait, the first asked first. */
  readonly waiting: () => Promise<readonly AskedPreview[]>;
  /** Says how far a preview is; undefined where somebody else works on it. */
  readonly tell: (asked: AskedPreview, preview: Preview) => Promise<AskedPreview | undefined>;
  readonly standardInForce: () => Promise<StandardDocument | undefined>;
  /** The stored households of an area (2 to 12 digits), page by page. */
  readonly householdsUnder: (area: string) => AsyncIterable<ScannedPage>;
  /** Takes the one line that a run is summed up in: counts only. */
  readonly log: WriteLog;
}

/** The dependencies of the deployed function. */
export function runtimeDependencies(): AskedPreviewsDependencies {
  const environment = parseEnvironment(process.env);
  const { HOUSEHOLDS_TABLE: households, PREVIEWS_TABLE: previews } = environment;
  const client = dynamoDbClient();
  const store = householdsTable(client, households);
  return {
    waiting: () => waitingPreviews(client, previews),
    tell: (asked, preview) => tellPreview(client, previews, asked, preview),
    standardInForce: () => readInForce(client, environment.STANDARDS_TABLE, environment.STANDARD),
    householdsUnder: householdsUnder({
      find: householdsFound(client, households),
      read: (ids) => store.read(ids, "may be stale"),
      scan: () => scanHouseholds(client, households, { segment: 0, of: 1 }),
    }),
    log: logOf("asked-previews"),
  };
}
