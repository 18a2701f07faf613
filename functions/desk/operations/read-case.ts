import type { CaseDetail } from "#events/desk-api/cases.ts";
import type { Case } from "#outreach/case.ts";
import { entryOf, throughBrokenGlass } from "../broken-glass.ts";
import { detailOf, outcomeOf } from "../case-in-reply.ts";
import type { DeskDependencies } from "../dependencies.ts";
import type { Asker, Operation } from "../operation.ts";

/** `GET /cases/{notice}`: without names and addresses. */
export const readCase: Operation<"readCase"> = async ({ params }, asker, dependencies) => {
  const { found, byBrokenGlass } = await throughBrokenGlass(params.notice, asker, dependencies);
  if (byBrokenGlass) await dependencies.audit.record(entryOf(found, asker, "seen-by-broken-glass"));
  return { status: 200, body: await detailFor(found, asker, dependencies, byBrokenGlass) };
};

/** `GET /cases/{notice}/history` */
export const caseHistory: Operation<"caseHistory"> = async ({ params }, asker, dependencies) => {
  const { found, byBrokenGlass } = await throughBrokenGlass(params.notice, asker, dependencies);
  if (byBrokenGlass) await dependencies.audit.record(entryOf(found, asker, "seen-by-broken-glass"));
  const entries = await dependencies.cases.history(found.case);
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
  { cases, reader }: Asker,
  { sights }: Pick<DeskDependencies, "sights">,
  byBrokenGlass = false,
): Promise<CaseDetail> {
  const [others, openedUntil] = await Promise.all([
    cases.ofHousehold(found.household),
    sights.until({ staff: reader.staff, notice: found.case, kind: "opening" }, reader.now),
  ]);
  return detailOf(found, others, reader, { openedUntil, byBrokenGlass });
}
