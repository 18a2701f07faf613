import * as z from "zod/mini";
import { OutcomeCode } from "./case-vocabulary.ts";
import { AreaCode, NoticeId, PersonId, ProgrammeId } from "./identifiers.ts";

/** The source that reports outcomes, and no other: the staff's desk. */
export const outcomeSource = "desk";

const factExpected = "a fact such as household.area or person:p-81c2.monthlyIncome";

/** What became of a notice at the door. `reopened` takes the outcome reported before back: it was given by mistake. */
export const ReportedOutcome = z.strictObject(
  {
    notice: NoticeId,
    code: z.enum([...OutcomeCode.options, "reopened"], { error: "one of the nineteen outcomes, or reopened" }),
    /** Whom the notice told, and where. */
    role: z
      .string({ error: "a role such as child-director" })
      .check(z.regex(/^[a-z][a-z0-9-]{1,62}$/, { error: "a role such as child-director" })),
    area: AreaCode,
    /** What the outcome is about, and a digest of what the notice said of it. */
    programmes: z
      .array(
        z.strictObject(
          {
            id: ProgrammeId,
            person: z.optional(PersonId),
            said: z.string({ error: "a digest" }).check(z.regex(/^[A-Za-z0-9_-]{1,16}$/, { error: "a digest" })),
          },
          { error: "a programme: { id, person, said }" },
        ),
        { error: "a list of programmes" },
      )
      .check(z.maxLength(90, { error: "at most 90 programmes" })),
    /** The member it is about, where it is about one. */
    person: z.optional(PersonId),
    /** Facts found not to be so, which go to the lists of corrections of their owners. */
    wrong: z.optional(
      z
        .array(
          z
            .string({ error: factExpected })
            .check(
              z.regex(/^(household|person:p-[A-Za-z0-9-]{1,62})\.[a-z][A-Za-z0-9]{0,62}$/, { error: factExpected }),
            ),
          { error: `a list, each ${factExpected}` },
        )
        .check(z.maxLength(20, { error: "at most 20 facts" })),
    ),
  },
  { error: "what became of a notice: { notice, code, role, area, programmes }" },
);
export type ReportedOutcome = z.infer<typeof ReportedOutcome>;
