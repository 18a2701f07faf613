import { AreaLevel, type StandardDocument } from "#eligibility/standard-document.ts";
import type { NoticeLoad } from "#events/standards-preview.ts";
import { isTellable, overlappingPartsToTell, partsToTell } from "./disclosure.ts";
import type { NoticeSums, Tally } from "./tally.ts";

/** The most areas told of one level. */
const most = 20;

/** What staff would be told, by the level of their areas, villages first. */
export function noticeLoads({ notices }: Tally, { outreach }: StandardDocument): NoticeLoad[] {
  return [...AreaLevel.options].reverse().flatMap((level) =>
    [false, true].flatMap((copies) => {
      const key = (move: string) => `${move}|${level}|${copies ? "copies" : "own"}`;
      const [raised, updated, withdrawn] = ["raised", "updated", "withdrawn"].map((move) => notices.get(key(move)));
      if (!raised && !updated && !withdrawn) return [];
      // Workers of the community make the visits; those above them decide what comes of it.
      const visitsPerDay = level === "village" && !copies ? outreach?.visitsPerDay : undefined;
      const roles = parts(notices, `${key("raised")}|role|`);
      const offices = parts(notices, `${key("raised")}|office|`);
      return [
        {
          level,
          copies,
          raised: told(raised),
          updated: told(updated),
          withdrawn: told(withdrawn),
          ...(visitsPerDay === undefined ? {} : { visitsPerDay }),
          ...whereRaised(raised, roles, offices, visitsPerDay),
        },
      ];
    }),
  );
}

const nobody: NoticeSums = { notices: 0, households: 0 };

function told({ notices, households } = nobody): number | null {
  return isTellable(households) ? notices : null;
}

type Parts = ReadonlyMap<string, NoticeSums>;

function parts(notices: Parts, prefix: string): Parts {
  return new Map(
    [...notices].filter(([key]) => key.startsWith(prefix)).map(([key, sums]) => [key.slice(prefix.length), sums]),
  );
}

function whereRaised(
  raised: NoticeSums = nobody,
  roles: Parts,
  areas: Parts,
  visitsPerDay: number | undefined,
): Pick<NoticeLoad, "roles" | "counties" | "heaviest"> {
  if (!isTellable(raised.households)) return { roles: [], counties: [], heaviest: [] };
  const counties = new Map<string, NoticeSums>();
  for (const [area, sums] of areas) {
    const known = counties.get(countyDigits(area)) ?? nobody;
    counties.set(countyDigits(area), {
      notices: known.notices + sums.notices,
      households: known.households + sums.households,
    });
  }
  const toldCounties = partsToTell(households(counties));
  const heaviest = [...toldCounties].flatMap((county) => {
    const here = new Map([...areas].filter(([area]) => countyDigits(area) === county));
    return [...partsToTell(households(here))].map((area) => loadOf(area, here.get(area) ?? nobody, visitsPerDay));
  });
  return {
    roles: [...overlappingPartsToTell(households(roles))]
      .map((role) => ({ role, raised: roles.get(role)?.notices ?? 0 }))
      .sort((a, b) => b.raised - a.raised || (a.role < b.role ? -1 : 1)),
    counties: [...toldCounties].sort().map((part) => ({ part, raised: counties.get(part)?.notices ?? 0 })),
    heaviest: heaviest.sort((a, b) => b.raised - a.raised || (a.area < b.area ? -1 : 1)).slice(0, most),
  };
}

function loadOf(area: string, { notices, households }: NoticeSums, visitsPerDay: number | undefined) {
  const days = visitsPerDay === undefined ? {} : { days: Math.ceil(households / visitsPerDay) };
  return { area, raised: notices, households, ...days };
}

function countyDigits(area: string): string {
  return area.slice(0, 6);
}

function households(sums: Parts): Map<string, number> {
  return new Map([...sums].map(([part, each]) => [part, each.households]));
}
