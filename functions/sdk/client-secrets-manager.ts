import type * as Sdk from "@aws-sdk/client-secrets-manager";
import { commandOf, JsonClient, type JsonClientOptions, type JsonService, refusalNamed } from "./json-client.ts";

/** There is no such secret, or no such version of it. */
export const ResourceNotFoundException = refusalNamed("ResourceNotFoundException");

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
