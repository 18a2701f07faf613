import * as z from "zod/mini";

/** Where the page finds its settings, below its own origin, beside index.html. */
export const pageSettingsPath = "/settings.json";

/** What the page must be told at the place it is served from; none of it is secret. */
export const PageSettings = z.object({
  /** Any OpenID Connect issuer; its discovery document stands below it. */
  issuer: z.url({ error: "the issuer's address" }),
  /** By which the issuer knows the page: a public client, with PKCE, and the page's own address to come back to. */
  client: z.string({ error: "the client's identifier" }).check(z.minLength(1)),
  /** Asked of the issuer; `openid` when left out. */
  scope: z._default(z.string(), "openid"),
  /** What some issuers want besides, such as `audience` or `resource`. */
  parameters: z._default(z.record(z.string(), z.string()), {}),
});
export type PageSettings = z.infer<typeof PageSettings>;
