import type { TablePreview } from "./csv/preview.ts";
import type { LineCounts } from "./line-ledger.ts";
import type { SendCounts } from "./send-entries.ts";

/** What a push came to; `--json` prints it as one object. */
export interface PushSummary extends LineCounts, SendCounts {
  readonly files: number;
  readonly seconds: number;
  readonly destination: string;
  readonly dryRun: boolean;
  /** False where it was interrupted or stopped by an error. */
  readonly complete: boolean;
  /** Files that hold rejected lines. */
  readonly rejects: readonly string[];
  /** How a dry run understands tables. */
  readonly preview?: readonly TablePreview[];
}

export function plusCounts(a: LineCounts, b: LineCounts): LineCounts {
  return {
    lines: a.lines + b.lines,
    events: a.events + b.events,
    changes: a.changes + b.changes,
    rejected: a.rejected + b.rejected,
  };
}

/** The summary for a person, in a few lines. */
export function summaryInWords(summary: PushSummary, unit: "line" | "row"): string {
  const { lines, events, changes, entries, billedEntries, requests, retries, rejected, seconds } = summary;
  const verb = summary.dryRun ? "would send" : "sent";
  const count = (number: number, singular: string, plural = `${singular}s`) =>
    `${number.toLocaleString("en")} ${number === 1 ? singular : plural}`;
  return [
    `${count(lines, unit)}: ${verb} ${count(events, "event")} with ${count(changes, "change")} ${summary.dryRun ? "" : `to ${summary.destination} `}in ${seconds} s`,
    `${count(entries, "entry", "entries")} (${billedEntries.toLocaleString("en")} billed), ${count(requests, "request")}, ${count(retries, "retry", "retries")}`,
    ...(rejected === 0 ? [] : [`${count(rejected, unit)} rejected${rejectedWhere(summary)}`]),
  ].join("\n");
}

function rejectedWhere({ rejects, dryRun }: PushSummary): string {
  if (rejects.length > 0) return `, with the reasons in ${rejects.join(", ")}`;
  return dryRun ? "; with --rejects FILE they are written down with the reasons" : "";
}
