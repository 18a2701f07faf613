import { type WebhookMessage, webhookHeaders } from "#outreach/signed-webhook.ts";

/** An office's own system. */
export interface Office {
  readonly url: URL;
  /** The key that messages are signed by, and while it turns over the one before. */
  readonly keys: readonly Buffer[];
}

/** Why a message was not taken: a status, or the name of what went wrong. Never what the office system said. */
export type NotTaken = { readonly answered: number } | { readonly unreachable: string };

/** Well within the time after which a queue hands a message out again. */
const timeoutMilliseconds = 15_000;
const loopback: readonly string[] = ["127.0.0.1", "localhost", "[::1]"];

/** True where messages may go to an address: by TLS, or to this machine. */
export function isSafeAddress({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && loopback.includes(hostname));
}

/** Posts a message, signed. Resolves with why it was not taken, or undefined where it was. */
export async function postSigned(
  { url, keys }: Office,
  message: WebhookMessage,
  now: Date,
): Promise<NotTaken | undefined> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: webhookHeaders(message, keys, now),
      body: message.body,
      // A signed notice goes where it was meant to go and nowhere else.
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    await answer.body?.cancel();
    return answer.status >= 200 && answer.status < 300 ? undefined : { answered: answer.status };
  } catch (error) {
    return { unreachable: error instanceof Error ? error.name : typeof error };
  }
}
