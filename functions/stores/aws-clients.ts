import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";

// Well within the shortest function timeout; the SDK's own defaults wait for minutes, and only warn when time is up.
const options = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
};

/** One client for the life of the process. */
export function dynamoDbClient(): DynamoDBClient {
  return new DynamoDBClient(options);
}

/** One client for the life of the process. */
export function eventBridgeClient(): EventBridgeClient {
  return new EventBridgeClient(options);
}

/** One client for the life of the process. */
export function sqsClient(): SQSClient {
  return new SQSClient(options);
}

/** One client for the life of the process. */
export function secretsManagerClient(): SecretsManagerClient {
  return new SecretsManagerClient(options);
}

/** One client for the life of the process. */
export function s3Client(): S3Client {
  return new S3Client(options);
}
