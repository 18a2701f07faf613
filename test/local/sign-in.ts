import { createHash, randomBytes } from "node:crypto";
import * as z from "zod/mini";
import type { ReplyOf } from "#events/desk-api/client.ts";
import { type CallOf, replyOf, requestOf } from "#events/desk-api/client.ts";
import { PageSettings, pageSettingsPath } from "#events/desk-api/page-settings.ts";
import type { RouteId } from "#events/desk-api/routes.ts";

/** Somebody signed in at a desk site. */
export interface SignedIn {
  /** Calls a route; rejects with DeskProblem where the desk tells of one. */
  call<Id extends RouteId>(id: Id, call: CallOf<Id>): Promise<ReplyOf<Id>>;
  readonly token: string;
}

const Server = z.object({ authorization_endpoint: z.string(), token_endpoint: z.string(), jwks_uri: z.string() });

/**
 * Signs in as a browser does: by the page's settings, the issuer's discovery, the page of people to be, and the exchange
 * of the code with PKCE. Whatever address is asked for is told to `asked`.
 */
export async function signIn(
  origin: string,
  staff: string,
  asked: (url: string) => void = () => {},
): Promise<SignedIn> {
  const cookies = new Map<string, string>();
  const go = async (url: string | URL, init: RequestInit = {}) => {
    asked(String(url));
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { redirect: "manual", ...init, headers: { ...init.headers, cookie } });
    for (const each of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
  const next = (response: Response) => new URL(response.headers.get("location") ?? "/nowhere", origin);
  const form = (fields: Record<string, string>) => ({
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  });

  const settings = PageSettings.parse(await (await go(`${origin}${pageSettingsPath}`)).json());
  const discovery = await go(`${settings.issuer}/.well-known/openid-configuration`);
  const server = Server.parse(await discovery.json());
  const verifier = randomBytes(32).toString("base64url");
  const begin = new URL(server.authorization_endpoint);
  const wanted = {
    ...settings.parameters,
    client_id: settings.client,
    redirect_uri: `${origin}/`,
    response_type: "code",
    scope: settings.scope,
    state: "here",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(wanted)) begin.searchParams.set(name, value);
  const people = next(await go(begin));
  const page = await (await go(people)).text();
  if (!page.includes(`value="${staff}"`)) throw new Error(`${staff} is not among the people to be`);
  const back = next(await go(next(await go(people, form({ staff })))));
  const code = back.searchParams.get("code") ?? "";
  const exchange = form({
    grant_type: "authorization_code",
    client_id: settings.client,
    redirect_uri: `${origin}/`,
    code,
    code_verifier: verifier,
  });
  const answer = await (await go(server.token_endpoint, exchange)).json();
  const { access_token: token } = z.object({ access_token: z.string() }).parse(answer);
  return {
    token,
    async call(id, call) {
      const { method, url, headers, body } = requestOf(id, call);
      asked(`${origin}${url}`);
      const response = await fetch(`${origin}${url}`, {
        method,
        headers: { ...headers, authorization: `Bearer ${token}` },
        ...(body === undefined ? {} : { body }),
      });
      return replyOf(id, response.status, await response.json());
    },
  };
}
