import type { Duty, Post } from "#events/desk-api/posts.ts";
import { isAboveCounties } from "#outreach/areas-of-cases.ts";

/** Whoever is signed in. */
export interface Principal {
  readonly staff: string;
  readonly name?: string;
  readonly posts: readonly Post[];
  /** When their token stops being good. */
  readonly until: Date;
}

/** What decides who may see a case: where its family lives, whose list it is on, and whose notice it is. */
export interface Placed {
  readonly area: string;
  readonly office: string;
  readonly role: string;
}

/** The posts that allow a route at all. None: the route is closed to them. */
export function postsFor({ posts }: Principal, duties: readonly Duty[]): readonly Post[] {
  return posts.filter(({ duty }) => duties.includes(duty));
}

/**
 * True where a post sees a case: one of its roles, and within its area. A worker sees what is on the list of the worker's own
 * office; those above them see what concerns families in their area, and what is on lists in it.
 */
export function sees(post: Post, { area, office, role }: Placed): boolean {
  if (!post.roles.includes(role)) return false;
  return post.duty === "worker" ? office === post.area : within(post.area, area) || within(post.area, office);
}

/** True where an area is another or a part of it. */
export function within(whole: string, part: string): boolean {
  return whole !== "" && part.startsWith(whole);
}

/** The posts' areas, each once, without those that lie in another of them. */
export function widestAreas(posts: readonly Post[]): readonly string[] {
  const areas = [...new Set(posts.map(({ area }) => area))].sort();
  return areas.filter((area) => !areas.some((other) => other !== area && within(other, area)));
}

/**
 * The posts' areas that have lists of cases of their own, each once: counties and parts of them, without those that lie in
 * another; and areas above the counties, whose list is of the families that are known no closer and holds no county's.
 */
export function areasWithLists(posts: readonly Post[]): readonly string[] {
  const above = posts.map(({ area }) => area).filter(isAboveCounties);
  return [...new Set(above)].sort().concat(widestAreas(posts.filter(({ area }) => !isAboveCounties(area))));
}
