import { inChunks } from "#stores/in-chunks.ts";
import type { HeldMessage, HeldMessages } from "./held-messages.ts";
import { type Entry, latestEntries } from "./latest-entries.ts";
import type { Print } from "./standard-output.ts";
import type { Wanted } from "./wanted.ts";

export interface ShowingSettings {
  readonly wanted: Wanted;
  readonly held: HeldMessages;
  readonly print: Print;
  readonly tell: (entry: Entry) => string;
  /** Ends it between two pages. */
  readonly signal: AbortSignal;
}

/** What was shown so far, and with what the next is shown. */
export interface Showing extends ShowingSettings {
  readonly counts: Counts;
  /** The revisions shown, by notice. */
  readonly revisions: Map<string, number>;
}

interface Counts {
  shown: number;
  notShown: number;
  others: number;
  unreadable: number;
  taken: number;
  notTaken: number;
}

export function newShowing(settings: ShowingSettings): Showing {
  return {
    ...settings,
    counts: { shown: 0, notShown: 0, others: 0, unreadable: 0, taken: 0, notTaken: 0 },
    revisions: new Map(),
  };
}

// Taken together once printed: few requests, and few messages that come again after an interruption between the two.
const takenTogether = 10;

/** Shows what is new in messages, and takes it where told. Resolves with false when nothing more is to be shown. */
export async function showNext(showing: Showing, messages: readonly HeldMessage[]): Promise<boolean> {
  const { wanted, counts, revisions } = showing;
  const { matching, others, unreadable } = latestEntries(messages, wanted);
  const news = matching.filter((entry) => !isOld(entry, revisions));
  // Something newer was printed: nobody needs these, shown or not.
  if (wanted.ack) {
    await take(
      showing,
      matching.filter((entry) => isOld(entry, revisions)),
    );
  }
  const chosen = news.slice(0, wanted.most - counts.shown);
  counts.notShown += news.length - chosen.length;
  counts.others += others.length;
  for (const chunk of inChunks(chosen, takenTogether)) {
    if (showing.signal.aborted || !(await printed(showing, chunk))) return false;
    counts.shown += chunk.length;
    for (const { content } of chunk) {
      if (content.kind === "notice") revisions.set(content.notice.notice, content.notice.revision);
    }
    if (wanted.ack) await take(showing, chunk);
  }
  counts.unreadable += unreadable.length;
  const read = await printed(showing, unreadable);
  return read && counts.shown < wanted.most;
}

async function printed({ print, tell }: Showing, entries: readonly Entry[]): Promise<boolean> {
  return entries.length === 0 || print(entries.map(tell).join(""));
}

async function take({ held, counts }: Showing, entries: readonly Entry[]): Promise<void> {
  const messages = entries.flatMap((entry) => entry.messages);
  const notTaken = await held.take(messages);
  counts.taken += messages.length - notTaken;
  counts.notTaken += notTaken;
}

function isOld({ content }: Entry, revisions: ReadonlyMap<string, number>): boolean {
  return content.kind === "notice" && content.notice.revision <= (revisions.get(content.notice.notice) ?? 0);
}
