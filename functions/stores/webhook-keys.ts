import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { webhookKey } from "#outreach/signed-webhook.ts";

/** For so long a secret that was read is used again: a new version is in use within that time. */
const keepMilliseconds = 5 * 60_000;

/**
 * The keys of webhooks in Secrets Manager, each in a secret of its own: the version in use, and the one before while
 * there is one, so that a receiver may change over at its leisure. Rejects where a secret cannot be read or is none,
 * and never tells it.
 */
export function webhookKeys(
  client: SecretsManagerClient,
  prefix: string,
  now: () => Date,
): (webhook: string) => Promise<readonly Buffer[]> {
  const known = new Map<string, { readonly keys: Promise<readonly Buffer[]>; readonly until: number }>();
  return (webhook) => {
    const kept = known.get(webhook);
    if (kept && now().getTime() < kept.until) return kept.keys;
    const keys = readKeys(client, `${prefix}${webhook}`);
    known.set(webhook, { keys, until: now().getTime() + keepMilliseconds });
    keys.catch(() => known.delete(webhook));
    return keys;
  };
}

async function readKeys(client: SecretsManagerClient, SecretId: string): Promise<readonly Buffer[]> {
  const { SecretString = "" } = await client.send(new GetSecretValueCommand({ SecretId }));
  const before = await previousVersion(client, SecretId);
  return [SecretString, ...(before === undefined ? [] : [before])].map(keyIn);
}

async function previousVersion(client: SecretsManagerClient, SecretId: string): Promise<string | undefined> {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId, VersionStage: "AWSPREVIOUS" }));
    return SecretString;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** As Secrets Manager makes it up, a key has no `whsec_` before it. */
function keyIn(secret: string): Buffer {
  return webhookKey(secret.startsWith("whsec_") ? secret : `whsec_${secret}`);
}
