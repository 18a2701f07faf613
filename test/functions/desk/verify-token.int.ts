import { createServer, type Server } from "node:http";
import { exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issuersKeys, verifyToken } from "#functions/desk/verify-token.ts";

const now = new Date("2026-11-25T09:00:00Z");
const seconds = (offset: number) => Math.floor(now.getTime() / 1000) + offset;
const settings = {
  issuer: "https://sign-in.test",
  audience: "urn:desk",
  algorithms: ["RS256", "ES256"] as ("RS256" | "ES256")[],
  clockToleranceSeconds: 30,
};

/** An issuer's key set on a port of this machine, whose keys can be changed. */
let server: Server;
let address: string;
let published: JWK[] = [];
let asked = 0;

async function keyPair(kid: string, alg: "RS256" | "ES256" | "RS384" = "ES256") {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: "sig" } };
}
type Pair = Awaited<ReturnType<typeof keyPair>>;
let first: Pair;

beforeAll(async () => {
  server = createServer((_, response) => {
    asked += 1;
    response.setHeader("content-type", "application/json").end(JSON.stringify({ keys: published }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === "object" && bound !== null ? bound.port : 0}/jwks`;
  first = await keyPair("first");
  published = [first.jwk];
});

afterAll(() => server.close());

function token(pair: Pair, about: { iss?: string; aud?: string; exp?: number; nbf?: number; iat?: number } = {}) {
  const { iss = settings.issuer, aud = settings.audience, exp = seconds(600), iat = seconds(-10), nbf } = about;
  const jwt = new SignJWT({ posts: ["auditor@33"] })
    .setProtectedHeader({ alg: pair.alg, kid: pair.kid })
    .setSubject("s-1")
    .setIssuer(iss)
    .setAudience(aud)
    .setIssuedAt(iat)
    .setExpirationTime(exp);
  return (nbf === undefined ? jwt : jwt.setNotBefore(nbf)).sign(pair.privateKey);
}

const keysAt = (keys: string) => issuersKeys({ keys });
const verified = async (jwt: string, keys = keysAt(address)) => verifyToken(`Bearer ${jwt}`, settings, keys, now);
const notSignedIn = { code: "not-signed-in" };

describe("a token", () => {
  it("of the issuer, for the desk, and good now, gives its claims", async () => {
    expect(await verified(await token(first))).toMatchObject({ sub: "s-1", posts: ["auditor@33"] });
  });

  it("is taken within the clocks' tolerance, and not beyond", async () => {
    await expect(verified(await token(first, { exp: seconds(-29) }))).resolves.toBeDefined();
    await expect(verified(await token(first, { exp: seconds(-31) }))).rejects.toMatchObject(notSignedIn);
    await expect(verified(await token(first, { nbf: seconds(29) }))).resolves.toBeDefined();
    await expect(verified(await token(first, { nbf: seconds(40) }))).rejects.toMatchObject(notSignedIn);
  });

  it("of another issuer, for another audience, or of another's key is refused", async () => {
    await expect(verified(await token(first, { iss: "https://other.test" }))).rejects.toMatchObject(notSignedIn);
    await expect(verified(await token(first, { aud: "page" }))).rejects.toMatchObject(notSignedIn);
    const forged = { ...(await keyPair("first")), kid: "first" };
    await expect(verified(await token(forged))).rejects.toMatchObject(notSignedIn);
  });

  it("is refused by an algorithm that is not allowed, none and a shared secret first of all", async () => {
    const other = await keyPair("other", "RS384");
    published = [first.jwk, other.jwk];
    await expect(verified(await token(other))).rejects.toMatchObject(notSignedIn);
    const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
    const claims = { sub: "s-1", iss: settings.issuer, aud: settings.audience, iat: seconds(0), exp: seconds(600) };
    await expect(verified(`${encoded({ alg: "none" })}.${encoded(claims)}.`)).rejects.toMatchObject(notSignedIn);
    const secret = new TextEncoder().encode(JSON.stringify(first.jwk));
    const shared = await new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: "first" }).sign(secret);
    await expect(verified(shared)).rejects.toMatchObject(notSignedIn);
  });

  it("that does not end, or is none, is refused", async () => {
    const endless = await new SignJWT({ sub: "s-1" })
      .setProtectedHeader({ alg: first.alg, kid: first.kid })
      .setIssuer(settings.issuer)
      .setAudience(settings.audience)
      .setIssuedAt(seconds(0))
      .sign(first.privateKey);
    await expect(verified(endless)).rejects.toMatchObject(notSignedIn);
    for (const header of [undefined, "", "Bearer", "Basic YTpi", "Bearer a.b", "Bearer a.b.c d"]) {
      await expect(verifyToken(header, settings, keysAt(address), now)).rejects.toMatchObject(notSignedIn);
    }
  });
});

describe("the issuer's keys", () => {
  it("turn over without a restart: an unknown key makes the desk ask again", async () => {
    published = [first.jwk];
    // No pause between two askings, as after ten seconds.
    const { createRemoteJWKSet } = await import("jose");
    const keys = createRemoteJWKSet(new URL(address), { cooldownDuration: 0 });
    await verified(await token(first), keys);
    const second = await keyPair("second");
    published = [second.jwk];
    expect(await verified(await token(second), keys)).toMatchObject({ sub: "s-1" });
    await expect(verified(await token(first), keys)).rejects.toMatchObject(notSignedIn);
  });

  it("are not asked for at each token that names an unknown key", async () => {
    published = [first.jwk];
    const keys = keysAt(address);
    await verified(await token(first), keys);
    const before = asked;
    const unknown = await keyPair("unknown");
    for (let count = 0; count < 5; count += 1) {
      await expect(verified(await token(unknown), keys)).rejects.toMatchObject(notSignedIn);
    }
    expect(asked - before).toBe(0);
  });

  it("let nobody in while they cannot be had", async () => {
    const jwt = await token(first);
    await expect(verified(jwt, keysAt("http://127.0.0.1:1/jwks"))).rejects.toMatchObject({ code: "unavailable" });
  });
});
