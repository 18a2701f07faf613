import * as z from "zod/mini";

const isPattern = (text: string) => {
  try {
    return new RegExp(text, "u").source.includes("(?<kind>") && text.includes("(?<area>");
  } catch {
    return false;
  }
};

const httpsOrLoopback = z
  .string({ error: "an https address" })
  .check(
    z.regex(/^(https:\/\/[^\s/]+|http:\/\/(127\.0\.0\.1|localhost)(:\d+)?)(\/\S*)?$/, { error: "an https address" }),
  );

/** Signature algorithms that a token may have; never `none`, never one with a shared secret. */
const Algorithm = z.enum(["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]);

/** Which issuer's tokens are good, and what their claims mean here. Any OpenID Connect issuer will do. */
export const SignInSettings = z.strictObject(
  {
    issuer: httpsOrLoopback,
    audience: z.string().check(z.minLength(1)),
    /** Where its keys are: its `jwks_uri`. */
    keys: httpsOrLoopback,
    algorithms: z._default(z.array(Algorithm).check(z.minLength(1)), ["RS256", "PS256", "ES256", "EdDSA"]),
    clockToleranceSeconds: z._default(z.int().check(z.minimum(0), z.maximum(300)), 30),
    claims: z._default(
      z.strictObject({
        /** Who it is; hashed unless it has the form of a staff identifier. */
        staff: z._default(z.string(), "sub"),
        name: z._default(z.string(), "name"),
        /** A list of texts, at a path such as `realm_access.roles`. */
        posts: z._default(z.string(), "posts"),
        /** How a text of it names kind and area. */
        pattern: z._default(
          z.string().check(z.refine(isPattern, { error: "a pattern with the groups kind and area" })),
          "^(?<kind>[^@]+)@(?<area>\\d+)$",
        ),
      }),
      { staff: "sub", name: "name", posts: "posts", pattern: "^(?<kind>[^@]+)@(?<area>\\d+)$" },
    ),
    /** The issuer's words for kinds of posts, where they are others than ours. */
    kinds: z._default(z.record(z.string(), z.string()), {}),
  },
  { error: "sign-in settings: issuer, audience, keys" },
);
export type SignInSettings = z.infer<typeof SignInSettings>;
