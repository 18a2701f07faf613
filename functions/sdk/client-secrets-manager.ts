import type * as Sdk from "@aws-sdk/client-secrets-manager";
import { commandOf, JsonClient, type JsonClientOptions, type JsonService, ServiceError } from "./json-client.ts";

/** There is no such secret, or no such version of it. */
export class ResourceNotFoundException extends ServiceError {
  constructor(message: string, statusCode: number) {
    super("ResourceNotFoundException", message, statusCode);
  }
}

const secretsManager: JsonService = {
  name: "secretsmanager",
  sdkId: "SECRETS_MANAGER",
  target: "secretsmanager",
  version: "1.1",
  errors: { ResourceNotFoundException },
};

/** The Secrets Manager client of a deployed function. */
export class SecretsManagerClient extends JsonClient {
  constructor(options: JsonClientOptions) {
    super(secretsManager, options);
  }
}

// Without the dates of its answer, which come as numbers.
export const GetSecretValueCommand = commandOf<
  Sdk.GetSecretValueCommandInput,
  Pick<Sdk.GetSecretValueCommandOutput, "SecretString" | "VersionId" | "VersionStages">
>("GetSecretValue");
