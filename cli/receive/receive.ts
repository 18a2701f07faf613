import { addressOf, sqsClient, withConnectionErrors } from "../aws-clients.ts";
import { CommandError, exitCode } from "../exit-code.ts";
import { type Interruption, interrupted, onInterruption } from "../interruption.ts";
import { progressLine } from "../progress.ts";
import { entryAsJson, entryInWords } from "./entry-in-words.ts";
import { type HeldMessages, heldMessages } from "./held-messages.ts";
import type { Entry } from "./latest-entries.ts";
import { type OpenQueue, openQueue } from "./open-queue.ts";
import { type Language, packNames } from "./pack-names.ts";
import { canPeek } from "./rest-after-peek.ts";
import { newShowing, type Showing, showNext } from "./show-entries.ts";
import { standardOutput } from "./standard-output.ts";
import { type Summary, summaryInWords } from "./summary.ts";
import { type WantedOptions, wantedOf } from "./wanted.ts";
import { wordsIn } from "./words.ts";

/** The options of `pfp receive`, as commander gives them. */
export interface ReceiveOptions extends WantedOptions {
  readonly lang: Language;
  readonly pack?: string;
  readonly json?: boolean;
  readonly endpointUrl?: string;
  readonly region?: string;
  readonly profile?: string;
}

// How long messages stay hidden should this process be killed before it puts them back.
const holdSeconds = { once: 300, follow: 900 };
// A poll that waits asks all of a queue's servers; one that does not may miss messages. Ctrl-C waits for a poll under
// way: breaking it off would leave messages hidden that nobody was shown.
const waitSeconds = { once: { first: 1, further: 1 }, follow: { first: 5, further: 0 } };

/** Shows what lies in a queue, takes it or leaves it as told. Resolves with the exit status. */
export async function receive(options: ReceiveOptions): Promise<number> {
  const wanted = wantedOf(options);
  const client = sqsClient(options);
  const region = await withConnectionErrors(options, () => client.config.region(), "SQS");
  const settings = { ...options, region };
  const tell = await teller(options);
  const queue = await withConnectionErrors(
    settings,
    () => openQueue(client, wanted, addressOf("SQS", settings)),
    "SQS",
  );
  if (!wanted.ack && !canPeek(queue)) {
    throw new CommandError(
      `${queue.name}: found a queue that sets messages aside after ${queue.maxReceiveCount} receipts, expected one that bears peeks; --ack takes its messages instead`,
    );
  }
  const held = heldMessages(client, queue, wanted.follow ? holdSeconds.follow : holdSeconds.once);
  const interruption = onInterruption();
  const showing = newShowing({ wanted, held, print: standardOutput(), tell, signal: interruption.signal });
  try {
    await withConnectionErrors(settings, () => showAll(showing, queue), "SQS");
  } finally {
    interruption.end();
    client.destroy();
  }
  return ended({ queue, wanted, ...showing.counts, resting: held.resting() }, options, interruption);
}

async function teller({ json, pack, lang }: ReceiveOptions): Promise<(entry: Entry) => string> {
  if (json) return entryAsJson;
  const telling = { words: wordsIn[lang], names: await packNames(pack, lang) };
  return (entry) => entryInWords(entry, telling);
}

async function showAll(showing: Showing, queue: OpenQueue): Promise<void> {
  try {
    await (showing.wanted.follow ? showAsTheyCome(showing, queue) : showOnce(showing, queue));
  } catch (error) {
    await giveBackAfterFailure(showing.held);
    throw error;
  }
  await showing.held.release();
}

async function showOnce(showing: Showing, queue: OpenQueue): Promise<void> {
  const { wanted, held, signal } = showing;
  const progress = progressLine(`reading ${queue.name}`, "messages");
  const messages = await held.receive({ wait: waitSeconds.once, signal, report: (count) => progress.update(count) });
  progress.end();
  // A peek gives back first: a reader who takes a while over a page must not keep the messages from others.
  if (!wanted.ack) await held.release();
  await showNext(showing, messages);
}

async function showAsTheyCome(showing: Showing, queue: OpenQueue): Promise<void> {
  const { held, signal } = showing;
  const settings = { signal, report: () => {} };
  const goOn = await showNext(showing, await held.receive({ wait: waitSeconds.once, ...settings }));
  if (!goOn) return;
  console.error(`${queue.name}: waiting for more (Ctrl-C ends)`);
  while (!signal.aborted) {
    if (!(await showNext(showing, await held.receive({ wait: waitSeconds.follow, ...settings })))) return;
  }
}

// The failure that brought us here is the one to tell; what cannot be put back now comes back by itself.
async function giveBackAfterFailure(held: HeldMessages): Promise<void> {
  try {
    await held.release();
  } catch {}
}

function ended(summary: Summary, { json, lang }: ReceiveOptions, { signal }: Interruption): number {
  const { wanted, queue, shown, unreadable, notTaken, resting } = summary;
  const words = summaryInWords(summary, lang);
  if (signal.aborted && !wanted.follow) {
    if (shown > 0) console.error(words);
    console.error(`pfp: interrupted: the messages not taken are back in ${queue.name}`);
    return interrupted;
  }
  if (!json) console.log(words);
  else if (shown === 0 || notTaken + resting.messages > 0) console.error(words);
  return unreadable + notTaken > 0 ? exitCode.someRejected : exitCode.done;
}
