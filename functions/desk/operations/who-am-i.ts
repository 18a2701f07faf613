import type { Operation } from "../operation.ts";
import { widestAreas } from "../reach.ts";

/** `GET /me`. Whoever works a post is noted in the roster, so that supervisors can give them cases. */
export const me: Operation<"me"> = async (_, { principal, reader, standard }, { roster }) => {
  const { staff, name, posts, until } = principal;
  const working = posts.filter(({ duty }) => duty === "worker");
  for (const { area, roles } of working) await roster.note({ staff, area, roles, lastSeen: reader.now });
  return {
    status: 200,
    body: {
      staff,
      ...(name === undefined ? {} : { name }),
      posts: posts.map((post) => ({ ...post, ...areaName(standard.areaNames, post.area) })),
      today: reader.today,
      until: until.toISOString(),
    },
  };
};

function areaName<Name>(names: ReadonlyMap<string, Name>, area: string): { areaName?: Name } {
  const name = names.get(area) ?? names.get(area.slice(0, 6));
  return name === undefined ? {} : { areaName: name };
}

/** `GET /town/workers`: who may be given cases, and how many open ones each holds. */
export const townWorkers: Operation<"townWorkers"> = async ({ query }, { posts, cases, reader }, { roster }) => {
  const towns = widestAreas(posts).filter((town) => query.area === undefined || query.area.startsWith(town));
  const workers = [];
  for (const town of towns) {
    const inTown = (await roster.inTown(town)).filter(
      ({ area, roles }) => (query.area === undefined || area.startsWith(query.area)) && roles.some(cases.hasRole),
    );
    const held = inTown.length === 0 ? new Map<string, number>() : await heldIn(town);
    workers.push(
      ...inTown.map(({ staff, area, roles, lastSeen }) => ({
        staff,
        area,
        roles: [...roles],
        holds: held.get(staff) ?? 0,
        lastSeen: lastSeen.toISOString(),
      })),
    );
  }
  return { status: 200, body: { workers } };

  async function heldIn(town: string): Promise<Map<string, number>> {
    const held = new Map<string, number>();
    let cursor: string | undefined;
    do {
      const page = await cases.page(
        { of: "area", area: town, open: true },
        { limit: 100, ...(cursor === undefined ? {} : { cursor }) },
      );
      for (const { claim } of page.rows) {
        if (claim && claim.until > reader.now.toISOString()) held.set(claim.by, (held.get(claim.by) ?? 0) + 1);
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
    return held;
  }
};
