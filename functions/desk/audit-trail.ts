import type { AuditEntry, AuditKind } from "#events/desk-api/accountability.ts";

export interface AuditPart {
  /** A county, or a part of it: 6, 9 or 12 digits. */
  readonly area: string;
  /** ISO date in the standard's time zone. */
  readonly day: string;
  readonly kind?: AuditKind;
  readonly cursor?: string;
}

/**
 * What was looked at and done, by whom, when and why. The port; its DynamoDB form is in stores/. Entries are added and
 * read; there is no way to change or remove one.
 */
export interface AuditTrail {
  /** Adds an entry. Rejects where it could not be kept: then what it tells of must not happen. */
  record(entry: AuditEntry): Promise<void>;
  /** A day's entries, oldest first. Throws UnknownCursor where the cursor is none of this part's. */
  read(part: AuditPart): Promise<{ readonly entries: readonly AuditEntry[]; readonly cursor?: string }>;
}
