import type { Operation } from "../operation.ts";

/** `GET /standards/current`: the words; a client that has this version's keeps them (304, by its ETag). */
export const currentStandards: Operation<"currentStandards"> = async (_, { standard }) => ({
  status: 200,
  body: standard.words,
  headers: { etag: `"${standard.words.standards}"`, "cache-control": "private, no-cache" },
});

/** `GET /standards/parameters`: what a preview may change, and what it is now. */
export const standardParameters: Operation<"standardParameters"> = async ({ query }, { posts, standard, reader }) => {
  const { area = posts[0]?.area ?? "", on = reader.today } = query;
  return {
    status: 200,
    body: { standards: standard.words.standards, area, on, parameters: [...standard.parametersIn(area, on)] },
  };
};
