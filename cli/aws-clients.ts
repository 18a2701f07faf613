import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { cannotConnect, isServiceError } from "./aws-errors.ts";
import { CommandError } from "./exit-code.ts";

/** Where a command finds the service; what is absent comes from the SDK's ordinary settings. */
export interface AwsSettings {
  readonly endpointUrl?: string | undefined;
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
}

export type Service = "EventBridge" | "SQS" | "DynamoDB" | "S3";

/** A client for the event bus. Throws CommandError when an address is none. */
export function eventBridgeClient(settings: AwsSettings): EventBridgeClient {
  return connected("EventBridge", (options) => new EventBridgeClient(options), settings);
}

/** A client for the queues. Throws CommandError when an address is none. */
export function sqsClient(settings: AwsSettings): SQSClient {
  return connected("SQS", (options) => new SQSClient(options), settings);
}

/** A client for the tables. Throws CommandError when an address is none. */
export function dynamoDbClient(settings: AwsSettings): DynamoDBClient {
  return connected("DynamoDB", (options) => new DynamoDBClient(options), settings);
}

/** A client for the page's bucket. Throws CommandError when an address is none. */
export function s3Client(settings: AwsSettings): S3Client {
  return connected("S3", (options) => new S3Client(options), settings);
}

/** The service's address in words, for messages: a configured endpoint, or the service itself. */
export function addressOf(service: Service, settings: AwsSettings): string {
  const region = settings.region ?? process.env["AWS_REGION"] ?? "";
  return configuredEndpoint(service, settings) ?? `AWS ${service}${region === "" ? "" : ` in ${region}`}`;
}

/** Runs requests; what comes of no connection or no permission ends in one clear message and exit status 3. */
export async function withConnectionErrors<Result>(
  settings: AwsSettings,
  requests: () => Promise<Result>,
  service: Service = "DynamoDB",
): Promise<Result> {
  try {
    return await requests();
  } catch (error) {
    if (!isServiceError(error)) throw error;
    throw cannotConnect(error, addressOf(service, settings));
  }
}

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

interface ClientOptions {
  readonly endpoint?: string;
  readonly region?: string | (() => Promise<string>);
  readonly profile?: string;
  readonly credentials?: () => Promise<Credentials>;
  readonly maxAttempts: number;
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: boolean;
  };
}

interface ConfiguredClient {
  readonly config: { region(): Promise<string>; credentials(): Promise<Credentials> };
}

// The SDK's own attempts; the default waits for minutes on an address that does not answer. A long poll takes up to
// 20 seconds by itself.
const ordinaryOptions = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 3000, requestTimeout: 30_000, throwOnRequestTimeout: true },
};

// An address on this machine takes any signature: these are placeholders, never sent anywhere else.
const placeholders: Credentials = { accessKeyId: "local", secretAccessKey: "local" };
const placeholderRegion = "us-east-1";

function connected<Client extends ConfiguredClient>(
  service: Service,
  create: (options: ClientOptions) => Client,
  settings: AwsSettings,
): Client {
  const endpoint = configuredEndpoint(service, settings);
  const options: ClientOptions = {
    ...ordinaryOptions,
    ...(settings.endpointUrl === undefined ? {} : { endpoint: settings.endpointUrl }),
    ...(settings.region === undefined ? {} : { region: settings.region }),
    ...(settings.profile === undefined ? {} : { profile: settings.profile }),
  };
  const configured = create(options);
  if (endpoint === undefined || !isLoopback(endpoint) || settings.profile !== undefined) return configured;
  // There is no instance role behind a local address; asking for one only costs seconds.
  process.env["AWS_EC2_METADATA_DISABLED"] ??= "true";
  return create({
    ...options,
    region: () => configured.config.region().catch(() => placeholderRegion),
    credentials: () => configured.config.credentials().catch(() => placeholders),
  });
}

function configuredEndpoint(service: Service, { endpointUrl }: AwsSettings): string | undefined {
  if (endpointUrl === undefined && process.env["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] === "true") return undefined;
  const ofService = `AWS_ENDPOINT_URL_${service.toUpperCase()}`;
  const [name, endpoint] = [
    ["--endpoint-url", endpointUrl],
    [ofService, process.env[ofService]],
    ["AWS_ENDPOINT_URL", process.env["AWS_ENDPOINT_URL"]],
  ].find(([, value]) => value !== undefined && value !== "") ?? ["", undefined];
  if (endpoint === undefined) return undefined;
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) {
    throw new CommandError(`${name}: found "${endpoint}", expected an address such as http://127.0.0.1:4566`);
  }
  return endpoint;
}

function isLoopback(endpoint: string): boolean {
  const { hostname } = new URL(endpoint);
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
