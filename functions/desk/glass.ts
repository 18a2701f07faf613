import type { Case, HistoryEntry } from "#outreach/case.ts";
import type { CaseStore } from "#outreach/case-store.ts";
import { auditEntryOf } from "./audit-entry.ts";
import type { AuditTrail } from "./audit-trail.ts";
import type { CasesWithinReach } from "./cases-within-reach.ts";
import { Problem } from "./problem.ts";
import type { SightStore } from "./sight.ts";

/** For how long a case is seen after the glass was broken for it: three hours. */
export const brokenGlassHours = 3;

/** A case as it may be seen, and whether only because the glass was broken for it. */
export interface Seen {
  readonly found: Case;
  readonly byBrokenGlass: boolean;
}

/** What stands between somebody and the cases beyond their reach. */
export interface Glass {
  /**
   * A case within reach, or for which they broke the glass not long ago; that look is in the trail. Throws Problem
   * `not-found` for any other, and has the attempt at one that is there taken down.
   */
  see(notice: string): Promise<Seen>;
  /**
   * A case within reach, to carry out a command on: broken glass gives no right to change. Throws Problem `not-found` for
   * any other, and has the attempt at one that is there taken down with the command's name.
   */
  work(notice: string, command: string): Promise<Case>;
  /** What happened to a case that `see` gives. */
  history(notice: string): Promise<Seen & { readonly entries: readonly HistoryEntry[] }>;
  /**
   * A case for which they may break the glass: of a family in a county of theirs; children's only where they hold a child
   * role, since no reason opens those to others. Throws Problem `not-found` where there is none such.
   */
  breakable(notice: string): Promise<Case>;
}

export interface GlassParts {
  /** All cases, whoever may see them. */
  readonly store: Pick<CaseStore, "get" | "history">;
  readonly within: CasesWithinReach;
  readonly sights: Pick<SightStore, "until">;
  readonly audit: Pick<AuditTrail, "record">;
  readonly reader: { readonly staff: string; readonly now: Date };
  readonly childRoles: ReadonlySet<string>;
}

export function glassBefore({ store, within, sights, audit, reader, childRoles }: GlassParts): Glass {
  const mayBreak = ({ area, role }: Case) =>
    within.posts
      .filter((post) => post.area.slice(0, 6) === area.slice(0, 6))
      .some(({ roles }) => !childRoles.has(role) || roles.some((each) => childRoles.has(each)));
  const see = async (notice: string): Promise<Seen> => {
    const found = await store.get(notice);
    if (!found) throw new Problem("not-found");
    if (within.reaches(found)) return { found, byBrokenGlass: false };
    const broken = await sights.until({ staff: reader.staff, notice, kind: "broken-glass" }, reader.now);
    const byBrokenGlass = broken !== undefined && mayBreak(found);
    await audit.record(auditEntryOf(found, reader, byBrokenGlass ? "seen-by-broken-glass" : "refused"));
    if (!byBrokenGlass) throw new Problem("not-found");
    return { found, byBrokenGlass };
  };
  return {
    see,
    async work(notice, command) {
      const found = await store.get(notice);
      if (found && within.reaches(found)) return found;
      if (found) await audit.record(auditEntryOf(found, reader, "refused", command));
      throw new Problem("not-found");
    },
    async history(notice) {
      const seen = await see(notice);
      return { ...seen, entries: await store.history(notice) };
    },
    async breakable(notice) {
      const found = await store.get(notice);
      if (found && mayBreak(found)) return found;
      if (found) await audit.record(auditEntryOf(found, reader, "refused"));
      throw new Problem("not-found");
    },
  };
}
