import type * as Sdk from "@aws-sdk/client-eventbridge";
import { commandOf, JsonClient, type JsonClientOptions } from "./json-client.ts";

/** The EventBridge client of a deployed function. */
export class EventBridgeClient extends JsonClient {
  constructor(options: JsonClientOptions) {
    super({ name: "events", sdkId: "EVENTBRIDGE", target: "AWSEvents", version: "1.1", errors: {} }, options);
  }
}

export const PutEventsCommand = commandOf<Sdk.PutEventsCommandInput, Sdk.PutEventsCommandOutput>("PutEvents");
