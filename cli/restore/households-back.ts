import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Household, NoticeState } from "#household/aggregate.ts";
import { noticeAsTold, noticeId, noticeKey } from "#household/notices.ts";
import type { Case } from "#outreach/case.ts";
import type { CaseStore } from "#outreach/case-store.ts";
import { casesTable } from "#stores/cases-table.ts";
import { decodeHouseholdItem, householdsTable } from "#stores/households-table.ts";
import { CommandError, exitCode } from "../exit-code.ts";
import { removeUnreadable, versionNow } from "./readable-items.ts";
import type { Back } from "./restore.ts";

export interface HouseholdsBackOptions {
  readonly table: string;
  /** The table of cases. */
  readonly cases: string;
}

/** Households as they were, at versions that go on from those there are, and with notices as staff know them. */
export function householdsBack(client: DynamoDBClient, { table, cases }: HouseholdsBackOptions): Back {
  const versioned = { table, key: "household", decode: decodeHouseholdItem };
  const store = householdsTable(client, table);
  const told = casesTable(client, cases);
  return {
    async write(item) {
      const household = decodeHouseholdItem(item);
      const version = await versionNow(client, versioned, household.household);
      const notices = await noticesToldOf(household, told);
      const at = new Date().toISOString();
      if ((await store.write({ ...household, version, notices }, at)) === "written") return;
      throw new CommandError(
        `${household.household}: somebody writes ${table} at the same time; stop the functions that do, and run this again`,
        exitCode.someRejected,
      );
    },
    removeUnreadable: () => removeUnreadable(client, versioned),
  };
}

/** Far more than anybody closes one family's notice. */
const mostEpisodes = 1000;

/**
 * A household's notices as its cases have them. A restored household knows less than its cases do: a notice that went on
 * from there would be older than what staff have, and would never reach them. One without a case was never told: it waits
 * to be sent again.
 */
async function noticesToldOf(
  { household, notices }: Household,
  cases: CaseStore,
): Promise<Readonly<Record<string, NoticeState>>> {
  const untold = Object.entries(notices).map(([key, state]) => [key, { ...state, unsent: true }] as const);
  const known: Record<string, NoticeState> = Object.fromEntries(untold);
  for (const row of await cases.listHousehold(household)) {
    const full = await cases.get(row.case);
    if (!full) continue;
    const key = noticeKey({ role: full.role, area: full.area, copy: full.copy ?? false });
    const episode = episodeOf(full, key);
    const before = known[key];
    if (episode === undefined || (before && !before.unsent && before.episode > episode)) continue;
    known[key] = noticeAsTold({
      ...{ role: full.role, area: full.area, copy: full.copy ?? false, programmes: full.content.programmes },
      ...{ episode, revision: full.noticeRevision, status: full.noticeStatus, due: full.window.due, why: full.why },
    });
  }
  return known;
}

function episodeOf({ case: id, household }: Case, key: string): number | undefined {
  for (let episode = 1; episode <= mostEpisodes; episode += 1) {
    if (noticeId(household, key, episode) === id) return episode;
  }
  return undefined;
}
