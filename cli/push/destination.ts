import { busName } from "#events/household-changed.ts";
import { addressOf, eventBridgeClient, withConnectionErrors } from "../aws-clients.ts";
import type { PushOptions } from "./push-options.ts";
import { checkBus, type PutEntries, putEntries } from "./put-entries.ts";

/** The bus that events go to. */
export interface Destination {
  readonly put: PutEntries;
  /** Tells this bus from others: address, profile and bus. */
  readonly name: string;
  readonly address: string;
}

/** Takes everything and sends nothing. */
export const nowhere: Destination = {
  put: async (entries) => ({ refusals: entries.map(() => undefined), attempts: 1 }),
  name: "",
  address: "",
};

/** Makes sure that the bus is there. Throws CommandError where it is not. */
export async function connect(options: PushOptions): Promise<Destination> {
  const client = eventBridgeClient(options);
  const name = options.bus ?? busName;
  const region = await withConnectionErrors(options, () => client.config.region(), "EventBridge");
  const address = addressOf("EventBridge", { ...options, region });
  const bus = await checkBus(client, name, address);
  if (!bus.known && /^AccessDenied/.test(bus.reason)) {
    console.error(
      `pfp: ${address}: may not look whether the bus ${name} exists (events:DescribeEventBus); EventBridge drops events to a bus that does not`,
    );
  }
  const profile = options.profile ?? process.env["AWS_PROFILE"] ?? "";
  return {
    put: putEntries(client, name),
    name: [name, "at", address, ...(profile === "" ? [] : [`(${profile})`])].join(" "),
    address,
  };
}
