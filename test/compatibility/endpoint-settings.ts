import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod/mini";

const Settings = z.object({
  PFP_ENDPOINT: z.optional(
    z.union([z.literal("aws"), z.url()], {
      error: "the address of an endpoint, or aws for the account in the environment",
    }),
  ),
  PFP_SERVICES: z._default(
    z.string().check(z.regex(/^(dynamodb|sqs|events)(,(dynamodb|sqs|events))*$/, { error: "dynamodb, sqs, events" })),
    "dynamodb,sqs,events",
  ),
});
const settings = Settings.parse(process.env);

/** Whether the endpoint is the embedded AWS, which the tests start themselves. */
export const isEmbedded = settings.PFP_ENDPOINT === undefined;

/** The endpoint's address; undefined for AWS itself, at the addresses that the SDK knows. */
export const address = settings.PFP_ENDPOINT === "aws" ? undefined : settings.PFP_ENDPOINT;

export type Service = "dynamodb" | "sqs" | "events";

/** Whether the endpoint is one that is judged for these services. */
export function covers(...services: readonly Service[]): boolean {
  const asked = settings.PFP_SERVICES.split(",");
  return services.every((service) => asked.includes(service));
}

export interface ServiceClients {
  readonly dynamoDb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly events: EventBridgeClient;
}

/** Clients with the environment's region and credentials, or made-up ones for an emulator. */
export function clientsOf(endpoint: string | undefined): ServiceClients {
  const made = { accessKeyId: "any", secretAccessKey: "any" };
  const fromEnvironment = endpoint === undefined || process.env["AWS_ACCESS_KEY_ID"] !== undefined;
  const options = {
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(fromEnvironment ? {} : { credentials: made }),
    region: process.env["AWS_REGION"] ?? "us-east-1",
  };
  return {
    dynamoDb: new DynamoDBClient(options),
    sqs: new SQSClient(options),
    events: new EventBridgeClient(options),
  };
}

export function destroy({ dynamoDb, sqs, events }: ServiceClients): void {
  dynamoDb.destroy();
  sqs.destroy();
  events.destroy();
}
