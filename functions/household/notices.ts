import { createHash } from "node:crypto";
import { daysAfter } from "#events/calendar.ts";
import { countyOf } from "#events/identifiers.ts";
import type { OutreachNotice } from "#events/outreach-notice.ts";
import type { DueNotice } from "#outreach/due-notices.ts";
import type { NoticeState } from "./aggregate.ts";

type Notices = Readonly<Record<string, NoticeState>>;

/**
 * The notices of a household after it was judged: raised, revised and withdrawn so that those open are exactly those
 * due. Returns `before` itself where nothing new is to be said.
 *
 * @param today ISO date in the standard's time zone.
 */
export function decideNotices(before: Notices, due: readonly DueNotice[], today: string): Notices {
  let after: Record<string, NoticeState> | undefined;
  const decide = (key: string, state: NoticeState) => {
    after ??= { ...before };
    after[key] = state;
  };
  for (const notice of due) {
    const key = noticeKey(notice);
    const known = before[key];
    const digest = digestOf(notice);
    if (known?.status === "open" && known.digest === digest) continue;
    decide(key, {
      role: notice.role,
      area: notice.area,
      copy: notice.copy,
      episode: known?.episode ?? 1,
      revision: (known?.revision ?? 0) + 1,
      status: "open",
      digest,
      due: known?.status === "open" ? known.due : daysAfter(today, notice.dueDays),
      unsent: true,
    });
  }
  const stillDue = new Set(due.map(noticeKey));
  for (const [key, known] of Object.entries(before)) {
    if (known.status === "withdrawn" || stillDue.has(key)) continue;
    decide(key, { ...known, revision: known.revision + 1, status: "withdrawn", digest: "", unsent: true });
  }
  return after ?? before;
}

/** True while a notice waits to be sent. */
export function hasUnsent(notices: Notices): boolean {
  return Object.values(notices).some(({ unsent }) => unsent);
}

/** The notices after the queues have taken the messages. */
export function sent(notices: Notices): Notices {
  return Object.fromEntries(Object.entries(notices).map(([key, state]) => [key, { ...state, unsent: false }]));
}

/**
 * The messages that wait to be sent. They are not stored: what a revision says follows from the household's facts, so
 * that a redelivered change can tell it again.
 *
 * @param judged the household and the standard it was judged by.
 */
export function unsentMessages(
  notices: Notices,
  due: readonly DueNotice[],
  judged: { readonly household: string; readonly standards: string },
): OutreachNotice[] {
  return Object.entries(notices)
    .filter(([, state]) => state.unsent)
    .map(([key, state]) => ({
      type: "outreach.notice",
      notice: noticeId(judged.household, key, state.episode),
      revision: state.revision,
      status: state.status,
      household: judged.household,
      area: state.area,
      role: state.role,
      ...(state.copy ? { copy: true as const } : {}),
      programmes: [...(due.find((each) => noticeKey(each) === key)?.programmes ?? [])],
      due: state.due,
      standards: judged.standards,
    }));
}

/**
 * One notice per household, role and county: a county reads a queue of its own, so that a family that moves on to
 * another is withdrawn from the one and raised in the other. What tells the place of registration is one of its own.
 */
export function noticeKey({ role, area, copy }: Pick<DueNotice, "role" | "area" | "copy">): string {
  return `${role}@${countyOf(area) ?? area}${copy ? "+copy" : ""}`;
}

/** A notice's identifier: the same for the same household, role, county and episode, whatever event raised it. */
export function noticeId(household: string, key: string, episode: number): string {
  return `n-${digest([household, key, episode], 16)}`;
}

function digestOf({ area, programmes }: DueNotice): string {
  return digest([area, programmes], 8);
}

function digest(content: unknown, length: number): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("base64url").slice(0, length);
}
