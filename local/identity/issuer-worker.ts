// Runs in a worker thread: an OpenID Connect issuer for this machine, with a page of people to be instead of passwords.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { parentPort, workerData } from "node:worker_threads";
import { exportJWK } from "jose";
import { shiftClock } from "../shifted-clock.ts";
import { IssuerSettings } from "./issuer-protocol.ts";
import { type Persona, Personas } from "./persona.ts";
import { personaPage, signInOverPage } from "./persona-page.ts";

const settings = IssuerSettings.parse(workerData);
// Before the issuer's own code loads, which may keep what it finds.
if (settings.clockOffset !== 0) shiftClock(() => settings.clockOffset);
const { interactionPolicy, Provider } = await import("oidc-provider");

const personaPath = "/persona/";
const mount = new URL(settings.issuer).pathname;
const client = "desk";

/**
 * Who to be is asked at every sign-in, also of whoever was somebody a moment ago: this page is for being one after the other,
 * in several windows at once. What a window is signed in as stays its own.
 */
const alwaysAsked = interactionPolicy.base();
alwaysAsked
  .get("login")
  ?.checks.add(
    new interactionPolicy.Check("chosen", "who to be is chosen anew", ({ oidc }) => oidc.result?.login === undefined),
  );

const provider = new Provider(settings.issuer, {
  clients: [
    {
      client_id: client,
      token_endpoint_auth_method: "none",
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      redirect_uris: settings.pages,
      post_logout_redirect_uris: settings.pages,
    },
  ],
  // Made when it starts: a token is good until then, as with any issuer whose keys turn over.
  jwks: { keys: [await signingKey()] },
  cookies: { keys: [randomBytes(32).toString("base64url")] },
  pkce: { required: () => true },
  scopes: ["openid", "offline_access"],
  claims: { openid: ["sub", "name"] },
  ttl: { AccessToken: 8 * 3600, Session: 12 * 3600, Grant: 12 * 3600, Interaction: 3600, RefreshToken: 12 * 3600 },
  features: {
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => settings.audience,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: "",
        audience: settings.audience,
        accessTokenFormat: "jwt",
        accessTokenTTL: 8 * 3600,
        jwt: { sign: { alg: "RS256" } },
      }),
    },
  },
  findAccount: (_context, staff) => {
    const persona = personas().find((each) => each.staff === staff);
    return persona && { accountId: staff, claims: () => ({ sub: staff, name: persona.name }) };
  },
  extraTokenClaims: (_context, token) => {
    const staff = "accountId" in token ? token.accountId : undefined;
    const persona = personas().find((each) => each.staff === staff);
    return persona && { name: persona.name, posts: persona.posts };
  },
  // Whoever chose who to be agreed to it.
  async loadExistingGrant({ oidc }) {
    const { session, client: asking } = oidc;
    if (!session?.accountId || !asking) return undefined;
    const grant = new provider.Grant({ accountId: session.accountId, clientId: asking.clientId });
    grant.addOIDCScope("openid offline_access");
    await grant.save();
    return grant;
  },
  interactions: { policy: alwaysAsked, url: (_context, { uid }) => `${mount}${personaPath}${uid}` },
});

async function signingKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    ...(await exportJWK(privateKey)),
    use: "sig" as const,
    alg: "RS256" as const,
    kid: randomBytes(8).toString("hex"),
  };
}

function personas(): Persona[] {
  if (!existsSync(settings.personas)) return [];
  return Personas.parse(JSON.parse(readFileSync(settings.personas, "utf8")));
}

const issue = provider.callback();

async function answer(request: IncomingMessage & { originalUrl?: string }, response: ServerResponse): Promise<void> {
  const full = request.url ?? "/";
  const path = full.slice(mount.length);
  if (path.startsWith(personaPath)) return choose(request, response, full);
  request.originalUrl = full;
  request.url = path;
  await issue(request, response);
}

/** Shows the page of people, or signs in whoever was chosen. */
async function choose(request: IncomingMessage, response: ServerResponse, action: string): Promise<void> {
  if (request.method !== "POST") {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
    response.end(personaPage(personas(), action));
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const staff = new URLSearchParams(Buffer.concat(chunks).toString()).get("staff") ?? "";
  if (!personas().some((each) => each.staff === staff)) {
    response.writeHead(400, { "content-type": "text/plain; charset=utf-8" });
    response.end("没有这个人 There is nobody of that name\n");
    return;
  }
  await provider.interactionFinished(request, response, { login: { accountId: staff } });
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => {
    response.writeHead(400, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
    response.end(signInOverPage());
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) parentPort?.postMessage({ port: address.port });
});
