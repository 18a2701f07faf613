import { Duty, type Me } from "#events/desk-api/posts.ts";

/** Where in the page each duty is done. */
export const pageOfDuty = {
  worker: "worker",
  "town-supervisor": "town",
  "county-manager": "county",
  "policy-officer": "previews",
  auditor: "audit",
} as const satisfies Readonly<Record<Duty, string>>;

/** The duties of somebody's posts, each once, in the order of the vocabulary. */
export function dutiesOf({ posts }: Pick<Me, "posts">): readonly Duty[] {
  return Duty.options.filter((duty) => posts.some((post) => post.duty === duty));
}
