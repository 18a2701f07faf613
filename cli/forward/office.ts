import { readFile } from "node:fs/promises";
import { AreaCode } from "#events/identifiers.ts";
import { type WebhookMessage, webhookHeaders, webhookKey } from "#outreach/signed-webhook.ts";
import { CommandError } from "../exit-code.ts";

/** A county's office system. */
export interface Office {
  readonly url: URL;
  readonly key: Buffer;
}

const timeoutMilliseconds = 15_000;
const loopback: readonly string[] = ["127.0.0.1", "localhost", "[::1]"];

/** The office system that the command line names. Throws CommandError where something about it is wrong. */
export async function officeOf(named: {
  readonly area: string;
  readonly to: string;
  readonly secret: string;
}): Promise<Office> {
  if (!AreaCode.safeParse(named.area).success || named.area.length !== 6) {
    throw new CommandError(`--area: found ${JSON.stringify(named.area)}, expected a county's code of 6 digits`);
  }
  const url = URL.canParse(named.to) ? new URL(named.to) : undefined;
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && loopback.includes(url.hostname));
  if (!url || !isSafe) throw new CommandError("--to: expected an https address, or one of http on this machine");
  return { url, key: await keyIn(named.secret) };
}

async function keyIn(reference: string): Promise<Buffer> {
  const [, kind, name = ""] = /^(file|env):(.+)$/.exec(reference) ?? [];
  if (kind === undefined) throw new CommandError("--secret: expected file:PATH or env:NAME, never the secret itself");
  const secret = kind === "env" ? process.env[name] : await readFile(name, "utf8").catch(() => undefined);
  if (secret === undefined) throw new CommandError(`--secret: ${reference} cannot be read`);
  try {
    return webhookKey(secret);
  } catch (error) {
    throw new CommandError(`--secret: ${reference}: ${error instanceof Error ? error.message : "cannot be read"}`);
  }
}

/** Posts a message, signed. Resolves with why it was not taken, or undefined where it was. */
export async function postTo({ url, key }: Office, message: WebhookMessage): Promise<string | undefined> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: webhookHeaders(message, key, new Date()),
      body: message.body,
      // A signed notice goes where it was meant to go and nowhere else.
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    await answer.arrayBuffer();
    return answer.status >= 200 && answer.status < 300 ? undefined : `the office system answered ${answer.status}`;
  } catch (error) {
    return `the office system cannot be reached (${error instanceof Error ? error.name : typeof error})`;
  }
}
