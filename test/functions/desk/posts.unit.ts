import { describe, expect, it } from "vitest";
import { postKinds } from "#functions/desk/post-kinds.ts";
import { principalOfClaims } from "#functions/desk/principal-of-claims.ts";
import { childRoles } from "../../fakes/in-memory-desk.ts";
import { zhejiangDocument } from "../../standards/zhejiang.ts";

const kinds = postKinds(zhejiangDocument(), childRoles);
const settings = {
  issuer: "https://sign-in.test",
  claims: { staff: "sub", name: "name", posts: "posts", pattern: "^(?<kind>[^@]+)@(?<area>\\d+)$" },
  kinds: {},
};
const exp = 1_800_000_000;

describe("the kinds of posts", () => {
  it("follow from the standard's roles, and two of the desk's own", () => {
    const duties = Object.groupBy([...kinds], ([, { duty }]) => duty);
    expect(duties["town-supervisor"]?.map(([kind]) => kind)).toEqual(["child-supervisor", "civil-affairs-clerk"]);
    expect(duties["county-manager"]?.map(([kind]) => kind)).toEqual([
      "county-civil-affairs",
      "county-medical-security",
      "county-education",
      "county-human-resources",
    ]);
    expect(kinds.get("employment-service")).toMatchObject({ duty: "worker", digits: [9] });
    expect([...kinds.keys()].slice(-2)).toEqual(["policy-officer", "auditor"]);
  });

  it("that see children's notices see no others, and no others see them", () => {
    for (const [kind, { roles }] of kinds) {
      const childs = roles.filter((role) => childRoles.has(role));
      expect([kind, childs.length === 0 || childs.length === roles.length]).toEqual([kind, true]);
      if (childs.length > 0) expect(childRoles.has(kind)).toBe(true);
    }
  });
});

describe("who a token speaks of", () => {
  it("holds the posts it names that there are, at the level where they are", () => {
    const posts = ["child-director@330106001001", "auditor@33", "mayor@330106", "child-director@330106", "junk", 7];
    const principal = principalOfClaims({ sub: "s-1", name: "陈丽", posts, exp }, settings, kinds);
    expect(principal).toMatchObject({ staff: "s-1", name: "陈丽", until: new Date(exp * 1000) });
    expect(principal?.posts.map(({ kind, area }) => [kind, area])).toEqual([
      ["child-director", "330106001001"],
      ["auditor", "33"],
    ]);
  });

  it("is nobody without a subject or an end", () => {
    expect(principalOfClaims({ posts: [], exp }, settings, kinds)).toBeUndefined();
    expect(principalOfClaims({ sub: "s-1", posts: [] }, settings, kinds)).toBeUndefined();
  });

  it("is known by a hash where the issuer's subject may be a name or a number", () => {
    const staffOf = (sub: string, issuer = settings.issuer) =>
      principalOfClaims({ sub, exp }, { ...settings, issuer }, kinds)?.staff ?? "";
    expect(staffOf("330106198001010017")).toMatch(/^s-0[A-Za-z0-9_-]{22}$/);
    expect(staffOf("wang.jianguo")).toBe(staffOf("wang.jianguo"));
    expect(staffOf("wang.jianguo")).not.toBe(staffOf("wang.jianguo", "https://other.test"));
  });

  it("is read by the claims and words of another issuer", () => {
    const keycloak = {
      issuer: "https://keycloak.test/realms/county",
      claims: {
        staff: "sub",
        name: "preferred_username",
        posts: "groups",
        pattern: "^/desk/(?<kind>[^/]+)/(?<area>\\d+)$",
      },
      kinds: { 儿童主任: "child-director" },
    };
    const claims = { sub: "s-2", groups: ["/desk/儿童主任/330106001001", "/mail/users"], exp };
    expect(principalOfClaims(claims, keycloak, kinds)?.posts).toMatchObject([{ kind: "child-director" }]);
    const nested = { ...keycloak, claims: { ...keycloak.claims, posts: "realm_access.roles" } };
    const roles = { sub: "s-2", realm_access: { roles: ["/desk/auditor/330106"] }, exp };
    expect(principalOfClaims(roles, nested, kinds)?.posts).toMatchObject([{ kind: "auditor", area: "330106" }]);
  });
});
