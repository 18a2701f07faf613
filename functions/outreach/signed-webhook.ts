import { createHmac } from "node:crypto";

/** A message for an office's own system. */
export interface WebhookMessage {
  /** The same for the same content, however often it is sent: by it a receiver knows what it has. */
  readonly id: string;
  readonly body: string;
}

const form = /^whsec_([A-Za-z0-9+/]+={0,2})$/;

/**
 * The key in a webhook's secret, `whsec_` and 24 to 64 bytes in base64.
 * Throws an Error that says so, and never the secret.
 */
export function webhookKey(secret: string): Buffer {
  const [, base64] = form.exec(secret.trim()) ?? [];
  const key = Buffer.from(base64 ?? "", "base64");
  if (key.length < 24 || key.length > 64) throw new Error("expected a secret: whsec_ and 24 to 64 bytes in base64");
  return key;
}

/**
 * The headers by which a receiver knows sender, age and content of a message, as Standard Webhooks defines them.
 *
 * @param keys the key, and while it turns over the one before: a receiver that has either finds its signature.
 */
export function webhookHeaders(
  { id, body }: WebhookMessage,
  keys: readonly Buffer[],
  now: Date,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signatures = keys.map((key) => {
    const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
    return `v1,${signature}`;
  });
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}

const longestRestSeconds = 3600;

/**
 * How long a message that was not taken rests, in seconds: half a minute unless told otherwise, twice as long after each
 * further try, an hour at most.
 */
export function restAfter(tries: number, firstSeconds = 30): number {
  return Math.min(longestRestSeconds, firstSeconds * 2 ** Math.min(Math.max(tries, 1) - 1, 12));
}
