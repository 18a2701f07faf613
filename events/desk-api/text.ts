import * as z from "zod/mini";

/** What a person reads, in both languages. */
export const Text = z.object({ zh: z.string(), en: z.string() });
export type Text = z.infer<typeof Text>;

/** A moment in UTC, as `2026-11-25T01:30:00.000Z`. */
export const Instant = z.iso.datetime({ error: "an instant in UTC such as 2026-11-25T01:30:00.000Z" });

/** Where the next page starts: opaque, good for the query it came from. */
export const Cursor = z
  .string({ error: "a cursor, as the last page gave it" })
  .check(z.regex(/^[A-Za-z0-9_-]{1,6000}$/, { error: "a cursor, as the last page gave it" }));

/** `s-…`: a member of staff. Opaque like the rest, for it stands in audit entries and cases. */
export const StaffId = z
  .string({ error: "a member of staff such as s-330106099001-child" })
  .check(z.regex(/^s-[A-Za-z0-9][A-Za-z0-9_-]{0,61}$/, { error: "a member of staff such as s-330106099001-child" }));
