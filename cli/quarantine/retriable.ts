import type { ChangeQuarantined } from "#events/change-quarantined.ts";

/** An event to put on the bus again. */
export interface EventAgain {
  readonly source: string;
  /** The event's `Detail` as JSON text. */
  readonly detail: string;
}

/** Why a change that was set aside cannot be sent again, in Chinese and English. */
export interface NotRetriable {
  readonly zh: string;
  readonly en: string;
}

/**
 * The event by which a change that was set aside is sent again: under its own source, id and sequence, so that it is the
 * same report, and repeating it changes nothing.
 *
 * @param corrected what the source says it should have been, in place of what was rejected: a change, or the whole
 * event's detail where the event as a whole was wrong.
 */
export function eventAgain(entry: ChangeQuarantined, corrected?: unknown): EventAgain | NotRetriable {
  const { code, source, event, sequence, change } = entry;
  const content = corrected ?? entry.rejected;
  if (code === "found-wrong") {
    return {
      zh: "来源并未发送错误内容：请其以新变更更正",
      en: "the source sent nothing wrong: it corrects the fact by a new change",
    };
  }
  if (source === "") return { zh: "没有来源系统", en: "it has no source" };
  if (content === undefined) {
    return { zh: "内容过大未保留，请从事件归档重放", en: "it was too large to keep: replay it from the bus's archive" };
  }
  if (change === undefined) return { source, detail: JSON.stringify(content) };
  if (event === undefined || sequence === undefined) {
    return {
      zh: "没有事件编号或序号，请来源重报",
      en: "it has no event id or sequence: the source has to send it anew",
    };
  }
  return { source, detail: JSON.stringify({ id: event, sequence, changes: [content] }) };
}
