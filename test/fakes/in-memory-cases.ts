import type { OutreachNotice } from "#events/outreach-notice.ts";
import { AlreadyDone } from "#functions/errors.ts";
import { type Case, type CaseRow, type HistoryEntry, isOpen, withNotice } from "#outreach/case.ts";
import type { CaseStore, Page } from "#outreach/case-store.ts";
import { countCases } from "#outreach/count-cases.ts";
import { decideCase } from "#outreach/decide-case.ts";

const urgencies: readonly CaseRow["urgency"][] = ["urgent", "high", "normal", "low"];

/** Cases that remember as the real store does, in the order of their keys. */
export function inMemoryCases(now: () => Date): CaseStore {
  const cases = new Map<string, Case>();
  const histories = new Map<string, HistoryEntry[]>();
  const keys = new Map<string, string>();
  const append = (id: string, event: object) => {
    const entries = histories.get(id) ?? [];
    const entry = { number: entries.length + 1, at: now().toISOString(), ...event } as HistoryEntry;
    histories.set(id, [...entries, entry]);
    return entry;
  };
  const page = (rows: readonly CaseRow[], { limit, cursor }: Page) => {
    const start = Number(cursor ?? 0);
    const end = start + limit;
    return { rows: rows.slice(start, end), ...(end < rows.length ? { cursor: String(end) } : {}) };
  };
  const all = () => [...cases.values()].sort((a, b) => (a.case < b.case ? -1 : 1));
  return {
    async apply(notice: OutreachNotice) {
      const after = withNotice(cases.get(notice.notice), notice, now());
      if (!after) throw new AlreadyDone(notice.notice);
      cases.set(notice.notice, after.case);
      append(notice.notice, after.event);
    },
    get: async (id) => cases.get(id),
    history: async (id) => histories.get(id) ?? [],
    async execute(id, { command, expected, key }) {
      const before = cases.get(id);
      if (!before) return { status: "unknown-case" };
      const digest = JSON.stringify(command);
      const known = keys.get(`${id} ${key}`);
      const entries = histories.get(id) ?? [];
      const last = entries.at(-1);
      if (known !== undefined && known !== digest) return { status: "key-reused", case: before };
      if (known !== undefined && last) return { status: "done", case: before, entry: last, repeated: true };
      if (before.revision !== expected) return { status: "conflict", case: before };
      const decision = decideCase(before, command, now());
      if ("refused" in decision) return { status: "refused", case: before, reason: decision.refused };
      keys.set(`${id} ${key}`, digest);
      cases.set(id, decision.case);
      return { status: "done", case: decision.case, entry: append(id, decision.event), repeated: false };
    },
    listOffice: async ({ office, role }, at) =>
      page(
        all()
          .filter((row) => isOpen(row) && row.office === office && (role === undefined || row.role === role))
          .sort((a, b) => urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency)),
        at,
      ),
    listUnder: async ({ area, open }, at) =>
      page(
        all()
          .filter((row) => isOpen(row) === open && isUnder(row, area))
          .sort(byTownAndUrgency),
        at,
      ),
    counts: async (area, at) =>
      countCases(
        all().filter((row) => isUnder(row, area) && (at.only !== "open" || isOpen(row))),
        at,
      ),
    async *unreported() {},
    markReported: async () => {},
    listHousehold: async (household) => all().filter((row) => row.household === household),
  };
}

function byTownAndUrgency(a: CaseRow, b: CaseRow): number {
  const [town, other] = [a.area.slice(0, 9), b.area.slice(0, 9)];
  if (town !== other) return town < other ? -1 : 1;
  return urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency) || b.stake - a.stake;
}

/** Cases stand in their county's list, or in that of the area above it that is all that is known. */
function isUnder({ area: residence }: CaseRow, area: string): boolean {
  return residence.startsWith(area) && residence.slice(0, 6) === area.slice(0, 6);
}
