import type * as Sdk from "@aws-sdk/client-sqs";
import { commandOf, JsonClient, type JsonClientOptions } from "./json-client.ts";

/** The SQS client of a deployed function. */
export class SQSClient extends JsonClient {
  constructor(options: JsonClientOptions) {
    super({ name: "sqs", sdkId: "SQS", target: "AmazonSQS", version: "1.0", errors: {} }, options);
  }
}

export const ChangeMessageVisibilityCommand = commandOf<
  Sdk.ChangeMessageVisibilityCommandInput,
  Sdk.ChangeMessageVisibilityCommandOutput
>("ChangeMessageVisibility");
export const SendMessageBatchCommand = commandOf<Sdk.SendMessageBatchCommandInput, Sdk.SendMessageBatchCommandOutput>(
  "SendMessageBatch",
);
