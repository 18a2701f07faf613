import * as z from "zod/mini";
import { CalendarDate } from "../calendar.ts";
import { OutcomeCode } from "../case-vocabulary.ts";
import { AreaCode, HouseholdId, NoticeId, PersonId, ProgrammeId } from "../identifiers.ts";
import { Per } from "../outreach-notice.ts";
import { CaseSummary } from "./cases.ts";

/** 幸福清单: what a household receives, may receive, and did not want. Only programmes of the reader's roles. */
export const GoodLifeList = z.object({
  household: HouseholdId,
  area: z.optional(AreaCode),
  entries: z.array(
    z.object({
      programme: ProgrammeId,
      person: z.optional(PersonId),
      /** `may-receive` is never more than that; `to-ask`: a missing fact could still decide. */
      standing: z.enum(["receives", "may-receive", "to-ask", "refused"]),
      amount: z.optional(z.number()),
      between: z.optional(z.tuple([z.number(), z.number()])),
      per: z.optional(Per),
      missing: z.array(z.string()),
      /** The case it came with. */
      notice: z.optional(NoticeId),
      /** Of what was refused. */
      outcome: z.optional(OutcomeCode),
      refusedOn: z.optional(CalendarDate),
    }),
  ),
  cases: z.array(CaseSummary),
});
export type GoodLifeList = z.infer<typeof GoodLifeList>;
