import type { Operation } from "../operation.ts";

/** `GET /standards/current`: the words; a client that has this version's keeps them (304, by its ETag). */
export const currentStandards: Operation<"currentStandards"> = async (_, { standard }) => ({
  status: 200,
  body: standard.words,
  headers: { etag: `"${standard.words.standards}"`, "cache-control": "private, no-cache" },
});
