import type { Case } from "#outreach/case.ts";
import type { DeskDependencies } from "./dependencies.ts";
import type { Asker } from "./operation.ts";
import { Problem } from "./problem.ts";

/** For how long a case is seen after the glass was broken for it: three hours. */
export const brokenGlassHours = 3;

/**
 * A case that is within reach, or for which the glass was broken not long ago. Throws Problem `not-found` for any other,
 * and has an attempt at a case that is there taken down.
 */
export async function throughBrokenGlass(
  notice: string,
  asker: Asker,
  dependencies: DeskDependencies,
): Promise<{ readonly found: Case; readonly byBrokenGlass: boolean }> {
  try {
    return { found: await asker.cases.get(notice), byBrokenGlass: false };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const found = await beyondReach(notice, asker, dependencies);
    const { staff, now } = asker.reader;
    const until = found && (await dependencies.sights.until({ staff, notice, kind: "broken-glass" }, now));
    if (found && until) return { found, byBrokenGlass: true };
    if (found) await dependencies.audit.record(entryOf(found, asker, "refused"));
    throw error;
  }
}

/**
 * A case for which somebody may break the glass: of a family in a county of theirs; children's only where they hold a
 * child role, since no reason opens those to others. Undefined where there is none such.
 */
export async function beyondReach(
  notice: string,
  { posts, standard }: Asker,
  { cases }: DeskDependencies,
): Promise<Case | undefined> {
  const found = await cases.get(notice);
  if (!found) return undefined;
  const sameCounty = posts.filter(({ area }) => area.slice(0, 6) === found.area.slice(0, 6));
  const isChilds = standard.childRoles.has(found.role);
  return sameCounty.some(({ roles }) => !isChilds || roles.some((role) => standard.childRoles.has(role)))
    ? found
    : undefined;
}

/** An entry of the trail about a case. */
export function entryOf(
  found: Pick<Case, "case" | "household" | "area">,
  { reader }: Asker,
  kind: "opening" | "break-glass" | "command" | "seen-by-broken-glass" | "refused",
  why?: string,
) {
  return {
    at: reader.now.toISOString(),
    kind,
    staff: reader.staff,
    area: found.area,
    notice: found.case,
    household: found.household,
    ...(why === undefined ? {} : { why }),
  };
}
