import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { problemInWords, problemsOf } from "#events/problem.ts";
import { arnOf } from "./account.ts";
import { type ApiReply, notCovered, ServiceError } from "./api-reply.ts";

/** A secret as the template declares it: its value is made up here, and is in no template. */
export interface SecretDefinition {
  readonly name: string;
  readonly passwordLength: number;
}

export interface SecretsManager {
  /** Makes a secret up, or keeps the one there is. */
  ensureSecret(secret: SecretDefinition): void;
  call(action: string, body: string): ApiReply;
}

const Version = z.object({ id: z.string(), value: z.string() });
const Stored = z.record(z.string(), z.object({ current: Version, previous: z.optional(Version) }));
type Version = z.infer<typeof Version>;

const SecretId = z.string();
const GetSecretValue = z.strictObject({ SecretId, VersionStage: z._default(z.string(), "AWSCURRENT") });
const PutSecretValue = z.strictObject({
  SecretId,
  SecretString: z.string(),
  ClientRequestToken: z.optional(z.string()),
});
const actions = ["GetSecretValue", "PutSecretValue"];

/** The ARN of a secret: Secrets Manager puts a hyphen and six characters of its own behind the name. */
export function secretArn(name: string): string {
  return arnOf("secretsmanager", `secret:${name}-local0`);
}

/** A secret's name by its name or ARN. */
export function secretName(nameOrArn: string): string {
  return nameOrArn.startsWith("arn:")
    ? nameOrArn.replace(/^.*:secret:/, "").replace(/-[A-Za-z0-9]{6}$/, "")
    : nameOrArn;
}

/** Secrets Manager on disk: each secret in the version in use and the one before. */
export function createSecretsManager(folder: string): SecretsManager {
  const file = join(folder, "secrets.json");
  mkdirSync(folder, { recursive: true });
  const secrets = existsSync(file) ? Stored.parse(JSON.parse(readFileSync(file, "utf8"))) : {};
  const put = (name: string, value: string, id: string): Version => {
    const before = secrets[name]?.current;
    const current = { id, value };
    secrets[name] = before ? { current, previous: before } : { current };
    // Whole or not at all, and for its owner alone.
    writeFileSync(`${file}.part`, JSON.stringify(secrets), { mode: 0o600 });
    renameSync(`${file}.part`, file);
    return current;
  };
  const known = (nameOrArn: string) => {
    const name = secretName(nameOrArn);
    const secret = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
    if (!secret) throw notFound("Secrets Manager can't find the specified secret.");
    return { name, secret };
  };
  return {
    ensureSecret({ name, passwordLength }) {
      if (!Object.hasOwn(secrets, name)) put(name, password(passwordLength), randomUUID());
    },
    call(action, body) {
      const input: unknown = JSON.parse(body);
      if (action === "GetSecretValue") {
        const wanted = parse(GetSecretValue, action, input);
        const { name, secret } = known(wanted.SecretId);
        const version = { AWSCURRENT: secret.current, AWSPREVIOUS: secret.previous }[wanted.VersionStage];
        if (!version) {
          throw notFound(
            `Secrets Manager can't find the specified secret value for staging label: ${wanted.VersionStage}`,
          );
        }
        return reply(name, version, { SecretString: version.value, VersionStages: [wanted.VersionStage] });
      }
      if (action === "PutSecretValue") {
        const wanted = parse(PutSecretValue, action, input);
        const { name } = known(wanted.SecretId);
        const version = put(name, wanted.SecretString, wanted.ClientRequestToken ?? randomUUID());
        return reply(name, version, { VersionStages: ["AWSCURRENT"] });
      }
      throw notCovered("secretsmanager", action, actions);
    },
  };
}

function reply(name: string, { id }: Version, more: object): ApiReply {
  const body = JSON.stringify({ ARN: secretArn(name), Name: name, VersionId: id, ...more });
  return { status: 200, contentType: "application/x-amz-json-1.1", body };
}

function notFound(message: string): ServiceError {
  return new ServiceError("ResourceNotFoundException", message);
}

function parse<Schema extends z.ZodMiniType>(schema: Schema, action: string, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = problemsOf(parsed.error, input).map(problemInWords).join("; ");
  throw new ServiceError("ValidationException", `${action}: wrong, or not covered by the embedded AWS: ${problems}`);
}

/** Letters and digits, as many as are asked for. */
function password(length: number): string {
  let text = "";
  while (text.length < length)
    text += randomBytes(length)
      .toString("base64")
      .replaceAll(/[^A-Za-z0-9]/g, "");
  return text.slice(0, length);
}
