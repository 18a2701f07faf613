import type { HouseholdStore } from "#household/household-store.ts";
import { type FindHouseholds, shardsOf, type Wanted } from "#stores/households-found.ts";
import { inChunks } from "#stores/in-chunks.ts";
import type { ScannedPage } from "#stores/scan-households.ts";

export interface HouseholdReaders {
  readonly find: FindHouseholds;
  readonly read: (ids: readonly string[]) => ReturnType<HouseholdStore["read"]>;
  readonly scan: () => AsyncIterable<ScannedPage>;
}

const digitsOfCounty = 6;
const readAtOnce = 100;

/**
 * The stored households of an area, page by page: of a county and what lies in it by the index that holds each county's,
 * of anything wider by a scan of the table. Some of other areas may be among them.
 */
export function householdsUnder({ find, read, scan }: HouseholdReaders): (area: string) => AsyncIterable<ScannedPage> {
  return async function* (area) {
    if (area.length < digitsOfCounty) {
      yield* scan();
      return;
    }
    const wanted: Wanted = { by: "area", area: area.slice(0, digitsOfCounty) };
    for (let shard = 0; shard < shardsOf(wanted); shard += 1) {
      let page = await find(wanted, shard);
      for (;;) {
        for (const ids of inChunks(page.households, readAtOnce)) {
          const { found, unreadable } = await read(ids);
          yield { households: [...found.values()], unreadable };
        }
        if (!page.end) break;
        page = await find(wanted, shard, page.end);
      }
    }
  };
}
