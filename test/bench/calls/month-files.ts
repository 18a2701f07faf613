import { join } from "node:path";
import { runCommand } from "#local/run-command.ts";
import type { CallsOptions } from "./options.ts";
import { repack } from "./repack.ts";

/** The first day of the month that is measured; the households are so as of it. */
export const firstDay = "2022-06-01";
/** The day after that month, on which it is reported. */
export const reportedOn = "2022-07-01";

/** Events, one a line. */
export interface MonthFiles {
  /** By which the households are first reported. */
  readonly reports: string;
  /** What the month brings them. */
  readonly changes: string;
}

/** Makes the county and its month in a folder, with the commands whoever has none of their own would use. */
export async function makeMonthFiles(options: CallsOptions, folder: string): Promise<MonthFiles> {
  const households = options.from ?? join(folder, "households.jsonl");
  const reports = join(folder, "reports.ndjson");
  const changes = join(folder, "changes.ndjson");
  const county =
    options.from === undefined
      ? ["--households", String(options.households), "--output", households]
      : ["--from", households];
  await pfp(["population", "--seed", "1", "--on", firstDay, ...county, "--changes", changes]);
  await pfp(["report", households, "--as-of", firstDay, "--output", reports]);
  if (options.changesPerEvent === undefined) return { reports, changes };
  const repacked = join(folder, "repacked.ndjson");
  await repack(changes, repacked, options.changesPerEvent);
  return { reports, changes: repacked };
}

export function pfp(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<string> {
  return runCommand({ args: ["cli/main.ts", ...args], environment });
}
