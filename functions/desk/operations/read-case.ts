import type { CaseDetail } from "#events/desk-api/cases.ts";
import type { Case } from "#outreach/case.ts";
import { detailOf, outcomeOf } from "../case-in-reply.ts";
import { charityOf } from "../charity-of-case.ts";
import type { Asker, Operation, OperationDependencies } from "../operation.ts";

/** `GET /cases/{notice}`: without names and addresses. */
export const readCase: Operation<"readCase"> = async ({ params }, asker, dependencies) => {
  const { found, byBrokenGlass } = await asker.glass.see(params.notice);
  return { status: 200, body: await detailFor(found, asker, dependencies, byBrokenGlass) };
};

/** `GET /cases/{notice}/history` */
export const caseHistory: Operation<"caseHistory"> = async ({ params }, { glass }) => {
  const { found, entries } = await glass.history(params.notice);
  return {
    status: 200,
    body: {
      notice: found.case,
      entries: entries.map((entry) =>
        entry.kind === "closed" ? { ...entry, outcome: outcomeOf(entry.outcome) } : { ...entry },
      ),
    },
  };
};

/** A case in full for whoever asks; of the household's other cases, those within their reach. */
export async function detailFor(
  found: Case,
  asker: Asker,
  { sights, households }: Pick<OperationDependencies, "sights" | "households">,
  byBrokenGlass = false,
): Promise<CaseDetail> {
  const { cases, reader, standard } = asker;
  const [others, openedUntil, charity] = await Promise.all([
    cases.ofHousehold(found.household),
    sights.until({ staff: reader.staff, notice: found.case, kind: "opening" }, reader.now),
    charityOf(found, asker, households),
  ]);
  return {
    ...detailOf(found, others, reader, { openedUntil, byBrokenGlass }, standard.atTheDoor),
    ...(charity ? { charity } : {}),
  };
}
