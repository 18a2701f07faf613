import type { AuditEntry, AuditKind } from "#events/desk-api/accountability.ts";
import type { Case } from "#outreach/case.ts";

/** An entry of the trail about a case. @param why an opening's reason, a command's name, or the words given. */
export function auditEntryOf(
  found: Pick<Case, "case" | "household" | "area">,
  { staff, now }: { readonly staff: string; readonly now: Date },
  kind: AuditKind,
  why?: string,
): AuditEntry {
  return {
    at: now.toISOString(),
    kind,
    staff,
    area: found.area,
    notice: found.case,
    household: found.household,
    ...(why === undefined ? {} : { why }),
  };
}
