import type { AuditPage, AuditQuery } from "#events/desk-api/accountability.ts";
import type { Asker, Operation, OperationDependencies } from "../operation.ts";
import { Problem } from "../problem.ts";
import { within } from "../reach.ts";

/** `GET /audit`: a day of the trail of a county or a part of it. */
export const audit: Operation<"audit"> = async ({ query }, asker, dependencies) => ({
  status: 200,
  body: await trailOf(query, asker, dependencies),
});

/** `GET /county/broken-glass`: who saw, beyond their reach, what in the county. */
export const brokenGlass: Operation<"brokenGlass"> = async ({ query }, asker, dependencies) => ({
  status: 200,
  body: await trailOf({ ...query, kind: "break-glass" }, asker, dependencies),
});

async function trailOf(query: AuditQuery, { posts, reader }: Asker, trail: OperationDependencies): Promise<AuditPage> {
  const area = query.area ?? posts.find((post) => post.area.length === 6)?.area ?? "";
  if (area.length < 6) {
    const found = query.area === undefined ? "missing" : "text";
    throw new Problem("malformed", {
      problems: [{ field: "area", found, expected: "a county or a part of it: 6, 9 or 12 digits" }],
    });
  }
  if (!posts.some((post) => within(post.area, area))) throw new Problem("not-allowed");
  const { entries, cursor } = await trail.audit.read({
    area,
    day: query.day ?? reader.today,
    ...(query.kind === undefined ? {} : { kind: query.kind }),
    ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
  });
  return { entries: [...entries], ...(cursor === undefined ? {} : { next: cursor }) };
}
