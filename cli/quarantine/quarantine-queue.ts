import type { SQSClient } from "@aws-sdk/client-sqs";
import type { ChangeQuarantined } from "#events/change-quarantined.ts";
import { type AwsSettings, addressOf, sqsClient, withConnectionErrors } from "../aws-clients.ts";
import { CommandError } from "../exit-code.ts";
import { progressLine } from "../progress.ts";
import { type HeldMessage, type HeldMessages, heldMessages } from "../receive/held-messages.ts";
import { openQueue } from "../receive/open-queue.ts";
import { readMessage } from "../receive/read-message.ts";
import { quarantineQueueName } from "../receive/wanted.ts";

/** A change set aside, and the message that holds it. */
export interface QuarantineEntry {
  /** The message's id: what `show` and `retry` know it by. */
  readonly id: string;
  readonly message: HeldMessage;
  readonly change: ChangeQuarantined;
}

/** The quarantine as one command holds it: nobody else sees these messages until they are given back. */
export interface OpenQuarantine {
  readonly entries: readonly QuarantineEntry[];
  readonly held: HeldMessages;
  readonly client: SQSClient;
}

const holdSeconds = 300;

/** Receives everything that is set aside. Whoever calls gives back what it does not take, with `held.release`. */
export async function openQuarantine(settings: AwsSettings, signal: AbortSignal): Promise<OpenQuarantine> {
  const client = sqsClient(settings);
  return withConnectionErrors(
    settings,
    async () => {
      const wanted = { queueName: quarantineQueueName, kind: "quarantine" } as const;
      const queue = await openQueue(client, wanted, addressOf("SQS", settings));
      const held = heldMessages(client, queue, holdSeconds);
      const progress = progressLine("隔离 quarantine", "changes");
      const wait = { first: 1, further: 1 };
      const messages = await held.receive({ wait, signal, report: (count) => progress.update(count) });
      progress.end();
      const entries = messages.flatMap((message) => {
        const content = readMessage(message.body, "quarantine");
        return content.kind === "quarantined" ? [{ id: message.id, message, change: content.change }] : [];
      });
      return { entries: entries.toSorted((a, b) => a.change.at.localeCompare(b.change.at)), held, client };
    },
    "SQS",
  );
}

const shortest = 6;

/** The one entry whose id begins so. Throws CommandError where there is none, or several. */
export function entryOf(entries: readonly QuarantineEntry[], id: string): QuarantineEntry {
  if (id.length < shortest) {
    throw new CommandError(`found "${id}", expected at least ${shortest} characters of an id that list shows`);
  }
  const [entry, ...others] = entries.filter((each) => each.id.startsWith(id));
  if (!entry) throw new CommandError(`${id}: nothing is set aside under this id; pfp quarantine list shows what is`);
  if (others.length > 0) throw new CommandError(`${id}: ${1 + others.length} ids begin so; give more of it`);
  return entry;
}
