import * as z from "zod/mini";
import { CalendarDate } from "../calendar.ts";
import { AreaCode, ProgrammeId } from "../identifiers.ts";
import { Instant, StaffId } from "./text.ts";

/** `f-…`: a preview. */
export const PreviewId = z
  .string({ error: "a preview such as f-2026-11-25-01" })
  .check(z.regex(/^f-[A-Za-z0-9][A-Za-z0-9_-]{0,61}$/, { error: "a preview such as f-2026-11-25-01" }));

/** What would change for whom if parameters had other values: "what if the guarantee rose to 1,000 yuan?" */
export const PreviewRequest = z.strictObject({
  area: AreaCode,
  /** The day to judge as of. */
  on: CalendarDate,
  parameters: z
    .array(
      z.strictObject({
        parameter: z.string({ error: "a parameter of the standard" }).check(z.minLength(1), z.maxLength(200)),
        area: AreaCode,
        value: z.number({ error: "its new value, in its unit" }),
      }),
    )
    .check(z.minLength(1, { error: "at least one parameter" }), z.maxLength(100, { error: "at most 100 parameters" })),
});
export type PreviewRequest = z.infer<typeof PreviewRequest>;

/** A preview and how far it is; aggregates only, no household is named. */
export const Preview = z.object({
  preview: PreviewId,
  state: z.enum(["waiting", "running", "done", "failed"]),
  by: StaffId,
  asked: Instant,
  request: PreviewRequest,
  /** Households judged so far, of how many. */
  progress: z.object({ done: z.int(), of: z.int() }),
  /** By programme, once done: who may qualify before and after, in households or persons; yuan a month. */
  result: z.optional(
    z.object({
      programmes: z.array(
        z.object({
          programme: ProgrammeId,
          before: z.int(),
          after: z.int(),
          gaining: z.int(),
          losing: z.int(),
          monthlyBefore: z.number(),
          monthlyAfter: z.number(),
        }),
      ),
    }),
  ),
  failure: z.optional(z.string()),
});
export type Preview = z.infer<typeof Preview>;

/** Newest first. */
export const PreviewList = z.object({ previews: z.array(Preview) });
