import * as z from "zod/mini";
import { NoticeId } from "../identifiers.ts";
import { CaseSummary } from "./cases.ts";
import { ProblemDetails } from "./problem-details.ts";

/** What became of each item, in the order asked. Status 200 when all were done, 207 when some, 409 when none. */
export const BulkReply = z.object({
  done: z.int(),
  failed: z.int(),
  results: z.array(
    z.discriminatedUnion("result", [
      z.object({ notice: NoticeId, result: z.literal("done"), case: CaseSummary }),
      z.object({ notice: NoticeId, result: z.literal("failed"), problem: ProblemDetails }),
    ]),
  ),
});
export type BulkReply = z.infer<typeof BulkReply>;
