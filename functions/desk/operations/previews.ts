import { createHash } from "node:crypto";
import type { Preview } from "#events/desk-api/previews.ts";
import type { Operation } from "../operation.ts";
import { Problem } from "../problem.ts";
import { widestAreas, within } from "../reach.ts";

/** `GET /previews`: those asked for under the reader's areas. */
export const listPreviews: Operation<"listPreviews"> = async (_, { posts }, { previews }) => {
  const found = (await Promise.all(widestAreas(posts).map((area) => previews.of(area)))).flat();
  return { status: 200, body: { previews: found.toSorted((a, b) => (a.asked < b.asked ? 1 : -1)) } };
};

/** `GET /previews/{preview}` */
export const readPreview: Operation<"readPreview"> = async ({ params }, { posts }, { previews }) => {
  for (const area of widestAreas(posts)) {
    const found = await previews.read(area, params.preview);
    if (found) return { status: 200, body: found };
  }
  throw new Problem("not-found");
};

/** `POST /previews`: the same key asks once. */
export const askPreview: Operation<"askPreview"> = async (
  { body, idempotencyKey },
  { posts, reader, standard },
  { previews },
) => {
  const area = widestAreas(posts).find((each) => within(each, body.area));
  if (area === undefined) throw new Problem("not-allowed");
  const known = new Set(standard.parametersIn(area, body.on).map(({ name }) => name));
  const unknown = body.parameters.findIndex(({ parameter }) => !known.has(parameter));
  if (unknown >= 0) {
    const field = `body.parameters.${unknown}.parameter`;
    throw new Problem("malformed", { problems: [{ field, found: "text", expected: "a parameter of the standard" }] });
  }
  const digest = createHash("sha256").update(`${reader.staff}#${idempotencyKey}`).digest("base64url").slice(0, 12);
  const asked: Preview = {
    preview: `f-${reader.today}-${digest}`,
    state: "waiting",
    by: reader.staff,
    asked: reader.now.toISOString(),
    request: body,
    progress: { done: 0, of: 0 },
  };
  await previews.ask(area, asked);
  return { status: 202, body: (await previews.read(area, asked.preview)) ?? asked };
};
