import type { StandardDocument } from "#eligibility/standard-document.ts";
import type { Duty } from "#events/desk-api/posts.ts";
import type { Text } from "#events/desk-api/text.ts";

/** What a kind of post comes to: which duty, for which roles' notices, at which levels of area. */
export interface PostKind {
  readonly name: Text;
  readonly duty: Duty;
  readonly roles: readonly string[];
  /** How many digits an area code of such a post may have. */
  readonly digits: readonly number[];
}

const digitsOf = { province: 2, prefecture: 4, county: 6, town: 9, village: 12 } as const;

/** Above villages and towns, whoever looks at numbers or at the trail may do so for a county or more. */
const countyOrMore: readonly number[] = [2, 4, 6];

/** Posts that serve no notices, so that no standard names them. */
const postsOfTheDesk: readonly (readonly [string, PostKind])[] = [
  [
    "policy-officer",
    { name: { zh: "政策研究人员", en: "Policy officer" }, duty: "policy-officer", roles: [], digits: countyOrMore },
  ],
  ["auditor", { name: { zh: "审计人员", en: "Auditor" }, duty: "auditor", roles: [], digits: countyOrMore }],
];

/**
 * The kinds of posts there are, by name. The standard's roles are posts: one that serves programmes is a worker's; one
 * that takes over what others leave overdue supervises in a town and manages in a county, and sees the notices of those
 * roles, and of those that these take over in turn.
 *
 * Notices of `childRoles` are for child roles only: a post that sees them sees no others, and others do not see them.
 */
export function postKinds(
  { roles }: Pick<StandardDocument, "roles">,
  childRoles: ReadonlySet<string>,
): ReadonlyMap<string, PostKind> {
  const kinds = roles.map(({ id, name, level, programmes }): readonly [string, PostKind] => {
    const takenOver = takenOverBy(id, roles);
    const duty = dutyOf(level, programmes.length > 0 || takenOver.length === 0);
    const seen = [id, ...takenOver].filter((role) => childRoles.has(role) === childRoles.has(id));
    const digits = duty === "county-manager" ? countyOrMore : [digitsOf[level]];
    return [id, { name, duty, roles: seen, digits }];
  });
  return new Map([...kinds, ...postsOfTheDesk]);
}

function dutyOf(level: keyof typeof digitsOf, serves: boolean): Duty {
  if (serves && (level === "village" || level === "town")) return "worker";
  return level === "town" || level === "village" ? "town-supervisor" : "county-manager";
}

/** The roles whose overdue notices come to a role, at once or after others. */
function takenOverBy(role: string, roles: StandardDocument["roles"], known: ReadonlySet<string> = new Set()): string[] {
  const direct = roles.filter(({ id, escalation }) => escalation?.to === role && !known.has(id)).map(({ id }) => id);
  const seen = new Set([...known, ...direct]);
  return [...new Set(direct.flatMap((id) => [id, ...takenOverBy(id, roles, seen)]))];
}
