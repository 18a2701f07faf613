import type { HeldMessage } from "./held-messages.ts";
import { type Content, readMessage } from "./read-message.ts";
import type { Wanted } from "./wanted.ts";

/** What is shown once, and every message that this settles: a notice's older revisions and duplicates as well. */
export interface Entry<Shown extends Content = Content> {
  readonly content: Shown;
  readonly messages: readonly HeldMessage[];
}

export type Unreadable = Entry<Extract<Content, { kind: "unreadable" }>>;

/** Messages of a queue, sorted out. */
export interface Sorted {
  /** Those asked for, the most urgent first. */
  readonly matching: readonly Entry[];
  /** Of other areas or roles. */
  readonly others: readonly Entry[];
  readonly unreadable: readonly Unreadable[];
}

/** Sorts messages out: the latest revision of each notice, by what is wanted and by urgency. */
export function latestEntries(
  messages: readonly HeldMessage[],
  wanted: Pick<Wanted, "kind" | "area" | "role" | "source" | "code">,
): Sorted {
  const latest = new Map<string, Entry>();
  const unreadable: Unreadable[] = [];
  for (const message of messages) {
    const content = readMessage(message.body, wanted.kind);
    if (content.kind === "unreadable") {
      unreadable.push({ content, messages: [message] });
      continue;
    }
    const key = content.kind === "notice" ? content.notice.notice : message.id;
    const known = latest.get(key);
    latest.set(key, {
      content: known && revisionOf(known.content) >= revisionOf(content) ? known.content : content,
      messages: [...(known?.messages ?? []), message],
    });
  }
  const entries = [...latest.values()].sort(byUrgency);
  return {
    matching: entries.filter(({ content }) => isWanted(content, wanted)),
    others: entries.filter(({ content }) => !isWanted(content, wanted)),
    unreadable,
  };
}

function revisionOf(content: Content): number {
  return content.kind === "notice" ? content.notice.revision : 0;
}

function isWanted(
  content: Content,
  { area, role, source, code }: Pick<Wanted, "area" | "role" | "source" | "code">,
): boolean {
  if (content.kind === "quarantined") {
    const { change } = content;
    return (source === undefined || change.source === source) && (code === undefined || change.code === code);
  }
  if (content.kind !== "notice") return true;
  const { notice } = content;
  return (area === undefined || notice.area.startsWith(area)) && (role === undefined || notice.role === role);
}

function byUrgency(a: Entry, b: Entry): number {
  const [first, second] = [orderOf(a.content), orderOf(b.content)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Open notices by their due day, then withdrawn ones; quarantined changes as they were set aside. */
function orderOf(content: Content): string {
  if (content.kind === "quarantined") return content.change.at;
  if (content.kind === "unreadable") return "";
  const { status, due, area, household, notice } = content.notice;
  return [status === "open" ? 0 : 1, due, area, household, notice].join(" ");
}
