import { readFile } from "node:fs/promises";
import { AreaCode } from "#events/identifiers.ts";
import { isSafeAddress, type Office } from "#functions/forward/post-signed.ts";
import { webhookKey } from "#outreach/signed-webhook.ts";
import { CommandError } from "../exit-code.ts";

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
  if (!url || !isSafeAddress(url)) {
    throw new CommandError("--to: expected an https address, or one of http on this machine");
  }
  return { url, keys: [await keyIn(named.secret)] };
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
