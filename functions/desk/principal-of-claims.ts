import { createHash } from "node:crypto";
import type { Post } from "#events/desk-api/posts.ts";
import { StaffId } from "#events/desk-api/text.ts";
import { AreaCode } from "#events/identifiers.ts";
import type { SignInSettings } from "#events/sign-in-settings.ts";
import type { PostKind } from "./post-kinds.ts";
import type { Principal } from "./reach.ts";

export type Claims = Readonly<Record<string, unknown>>;

/**
 * Who a verified token speaks of. A post that is not understood is none: unknown kinds, areas of another level than the
 * kind's and words of other systems are left out, and whoever is left without any post may do nothing.
 * Undefined where the token does not say who it is, or until when.
 */
export function principalOfClaims(
  claims: Claims,
  settings: Pick<SignInSettings, "issuer" | "claims" | "kinds">,
  postKinds: ReadonlyMap<string, PostKind>,
): Principal | undefined {
  const subject = claimAt(claims, settings.claims.staff);
  const { exp } = claims;
  if (typeof subject !== "string" || subject === "" || typeof exp !== "number") return undefined;
  const name = claimAt(claims, settings.claims.name);
  const pattern = new RegExp(settings.claims.pattern, "u");
  const named = claimAt(claims, settings.claims.posts);
  const posts = (Array.isArray(named) ? named : [named]).flatMap((text: unknown) => {
    const groups = typeof text === "string" ? pattern.exec(text)?.groups : undefined;
    const post = groups && postOf(groups["kind"] ?? "", groups["area"] ?? "", settings.kinds, postKinds);
    return post ? [post] : [];
  });
  return {
    staff: staffIdOf(settings.issuer, subject),
    ...(typeof name === "string" && name !== "" ? { name } : {}),
    posts,
    until: new Date(exp * 1000),
  };
}

function postOf(
  word: string,
  area: string,
  words: Readonly<Record<string, string>>,
  postKinds: ReadonlyMap<string, PostKind>,
): Post | undefined {
  const kind = (Object.hasOwn(words, word) ? words[word] : undefined) ?? word;
  const known = postKinds.get(kind);
  if (!known || !AreaCode.safeParse(area).success || !known.digits.includes(area.length)) return undefined;
  return { kind, name: known.name, duty: known.duty, area, roles: [...known.roles] };
}

/** An issuer's subject may be a name or a number of a document: what is kept here is a hash of it. */
function staffIdOf(issuer: string, subject: string): string {
  if (StaffId.safeParse(subject).success) return subject;
  return `s-0${createHash("sha256").update(`${issuer}\n${subject}`).digest("base64url").slice(0, 22)}`;
}

/** The claim at a path; a claim's own name may hold dots. */
function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path.split(".").reduce<unknown>((value, key) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    return Reflect.get(value, key);
  }, claims);
}
