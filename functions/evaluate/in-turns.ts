import type { Accepted } from "./accept.ts";

/** Changes of a batch from which on it takes long enough for others to be let past. */
const large = 50;
/** The share of a large batch that all but the flooding source have at the most. */
const fewShare = 0.1;

/**
 * A batch's messages in the turns in which they are brought to their end. Where nearly all the changes of a large batch
 * are one source's, what others report comes first, so that its notices do not wait for a flood. Else all come together:
 * a household that several sources report of is written once.
 */
export function inTurns<Message extends Pick<Accepted, "event" | "changes">>(
  messages: readonly Message[],
): readonly (readonly Message[])[] {
  const bySource = new Map<string | undefined, number>();
  for (const { event, changes } of messages) {
    bySource.set(event?.source, (bySource.get(event?.source) ?? 0) + changes.length);
  }
  const all = [...bySource.values()].reduce((sum, count) => sum + count, 0);
  const [flooding] = [...bySource].toSorted(([, a], [, b]) => b - a);
  const [source, count] = flooding ?? [undefined, 0];
  const others = messages.filter(({ event }) => event?.source !== source);
  if (all < large || all - count > fewShare * all || others.length === 0) return [messages];
  return [others, messages.filter(({ event }) => event?.source === source)];
}
