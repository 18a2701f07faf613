import * as oauth from "oauth4webapi";
import * as z from "zod/mini";
import { PageSettings, pageSettingsPath } from "#events/desk-api/page-settings.ts";
import { signedOut } from "./last-staff.ts";
import { beginSession } from "./session.ts";

/** The site does not say how to sign in. */
export class NoSettings extends Error {
  override readonly name = "NoSettings";
}

/** What must outlast the way to the issuer and back. */
const Attempt = z.object({ verifier: z.string(), state: z.string(), place: z.string() });
const attemptPlace = "desk.signIn";

async function pageSettings(): Promise<PageSettings> {
  const response = await fetch(pageSettingsPath, { cache: "no-store" });
  if (!response.ok) throw new NoSettings(`${pageSettingsPath} ${response.status}`);
  return PageSettings.parse(await response.json());
}

/** Plain http only to this machine, as an issuer for trying out needs it. */
function security({ issuer }: PageSettings): { [oauth.allowInsecureRequests]?: true } {
  return new URL(issuer).hostname === "127.0.0.1" ? { [oauth.allowInsecureRequests]: true } : {};
}

async function discovered(settings: PageSettings): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(settings.issuer);
  const response = await oauth.discoveryRequest(issuer, { algorithm: "oidc", ...security(settings) });
  return oauth.processDiscoveryResponse(issuer, response);
}

/** The page's own address, which the issuer must know; where one was goes by the attempt. */
const redirectUri = () => `${location.origin}/`;

/** Goes to the issuer: authorization code with PKCE (S256) and a state. */
export async function goAndSignIn(): Promise<void> {
  const settings = await pageSettings();
  const server = await discovered(settings);
  if (server.authorization_endpoint === undefined) throw new Error("the issuer has no authorization endpoint");
  const attempt = {
    verifier: oauth.generateRandomCodeVerifier(),
    state: oauth.generateRandomState(),
    place: location.hash,
  };
  sessionStorage.setItem(attemptPlace, JSON.stringify(attempt));
  const address = new URL(server.authorization_endpoint);
  const parameters = {
    ...settings.parameters,
    ...(signedOut() ? { prompt: "login" } : {}),
    client_id: settings.client,
    redirect_uri: redirectUri(),
    response_type: "code",
    scope: settings.scope,
    state: attempt.state,
    code_challenge: await oauth.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  location.assign(address);
}

/** Exchanges the code for a token and goes to where one was; code and state leave the address bar either way. */
export async function finishSigningIn(): Promise<void> {
  const here = new URL(location.href);
  const kept = sessionStorage.getItem(attemptPlace);
  sessionStorage.removeItem(attemptPlace);
  history.replaceState(null, "", "/");
  if (kept === null) throw new Error("signing in did not begin in this window");
  const attempt = Attempt.parse(JSON.parse(kept));
  history.replaceState(null, "", `/${attempt.place}`);
  const settings = await pageSettings();
  const server = await discovered(settings);
  const client: oauth.Client = { client_id: settings.client };
  const answer = oauth.validateAuthResponse(server, client, here, attempt.state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    answer,
    redirectUri(),
    attempt.verifier,
    security(settings),
  );
  const { access_token, expires_in } = await oauth.processAuthorizationCodeResponse(server, client, response);
  // An issuer that does not say how long gets an hour; the desk refuses it sooner where it must.
  beginSession({ token: access_token, expiresAt: new Date(Date.now() + (expires_in ?? 3600) * 1000).toISOString() });
}
