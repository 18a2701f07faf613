import { fileURLToPath } from "node:url";

const functions = fileURLToPath(new URL("../functions", import.meta.url));

/** What a deployed bundle has in place of a package, by the package's name: files that give the same names. */
export const bundleAliases: Readonly<Record<string, string>> = {
  "@aws-sdk/client-dynamodb": `${functions}/sdk/client-dynamodb.ts`,
  "@aws-sdk/client-eventbridge": `${functions}/sdk/client-eventbridge.ts`,
  "@aws-sdk/client-secrets-manager": `${functions}/sdk/client-secrets-manager.ts`,
  "@aws-sdk/client-sqs": `${functions}/sdk/client-sqs.ts`,
  // The default chain looks for credentials where no function has any; credentials.ts says more.
  "@aws-sdk/credential-provider-node": `${functions}/sdk/credentials.ts`,
  "zod/mini": `${functions}/zod-mini/index.ts`,
};
