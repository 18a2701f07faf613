import { DescribeEventBusCommand, type EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { householdChanged } from "#events/household-changed.ts";
import { attemptsOf, cannotConnect, errorCode, failureOf } from "../aws-errors.ts";
import { CommandError, exitCode } from "../exit-code.ts";

/** Why the bus did not take an entry. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** One request's answer: for each entry nothing, or why it was not taken. */
export interface PutAnswer {
  readonly refusals: readonly (Refusal | undefined)[];
  /** HTTP requests it took, the SDK's own retries included. */
  readonly attempts: number;
}

/** Puts at most ten entries on the bus. Rejects when the request as a whole failed. */
export type PutEntries = (entries: readonly { source: string; detail: string }[]) => Promise<PutAnswer>;

export function putEntries(client: EventBridgeClient, bus: string): PutEntries {
  return async (entries) => {
    const answer = await client.send(
      new PutEventsCommand({
        Entries: entries.map(({ source, detail }) => ({
          EventBusName: bus,
          Source: source,
          DetailType: householdChanged,
          Detail: detail,
        })),
      }),
    );
    const refusals = entries.map((_, index) => {
      const entry = answer.Entries?.[index];
      if (entry?.ErrorCode === undefined && entry?.EventId !== undefined) return undefined;
      return { code: entry?.ErrorCode ?? "NoAnswer", message: entry?.ErrorMessage ?? "no event id came back" };
    });
    return { refusals, attempts: attemptsOf(answer) };
  };
}

/** What became of asking for the bus: it is there, or nobody can tell. */
export type BusCheck = { readonly known: true } | { readonly known: false; readonly reason: string };

/**
 * Makes sure that the bus is there before anything is sent: EventBridge answers a put to a bus that does not exist with
 * success and drops the events. Throws CommandError when it is not there or cannot be asked.
 */
export async function checkBus(client: EventBridgeClient, bus: string, address: string): Promise<BusCheck> {
  try {
    await client.send(new DescribeEventBusCommand({ Name: bus }));
    return { known: true };
  } catch (error) {
    const failure = failureOf(error);
    const code = errorCode(error);
    if (failure === "not-found") {
      throw new CommandError(
        `${address}: there is no event bus ${bus}; check --bus, the region and the account`,
        exitCode.cannotConnect,
      );
    }
    // Whoever may put events need not be allowed to describe the bus.
    if (failure === "refused" || /^AccessDenied/.test(code)) return { known: false, reason: code };
    throw cannotConnect(error, address);
  }
}
