import { createHash } from "node:crypto";
import { daysAfter } from "#events/calendar.ts";
import { WithdrawalReason } from "#events/case-vocabulary.ts";
import { countyOf } from "#events/identifiers.ts";
import type { OutreachNotice } from "#events/outreach-notice.ts";
import type { DueNotice } from "#outreach/due-notices.ts";
import type { NoticeState } from "./aggregate.ts";

type Notices = Readonly<Record<string, NoticeState>>;

/** What else decides a household's notices beside what is due. */
export interface NoticeContext {
  /** True where staff have closed a notice, by its identifier's key and episode, with an outcome. */
  readonly isClosed: (key: string, episode: number) => boolean;
  /** Why a notice that is due no longer is withdrawn. */
  readonly why: (state: NoticeState, closed: boolean) => WithdrawalReason;
}

const nothingElse: NoticeContext = { isClosed: () => false, why: () => "no-longer-due" };

/**
 * The notices of a household after it was judged: raised, revised and withdrawn so that those open are exactly those
 * due. Returns `before` itself where nothing new is to be said. What staff have closed and is due again is a new
 * episode, with an identifier and a day of its own.
 *
 * @param today ISO date in the standard's time zone.
 */
export function decideNotices(
  before: Notices,
  due: readonly DueNotice[],
  today: string,
  { isClosed, why }: NoticeContext = nothingElse,
): Notices {
  let after: Record<string, NoticeState> | undefined;
  const decide = (key: string, state: NoticeState | undefined) => {
    if (!state) return;
    after ??= { ...before };
    after[key] = state;
  };
  const closed = (key: string) => Object.hasOwn(before, key) && isClosed(key, before[key]?.episode ?? 1);
  for (const notice of due) {
    const key = noticeKey(notice);
    decide(key, opened(before[key], notice, { today, closed: closed(key) }));
  }
  const stillDue = new Set(due.map(noticeKey));
  for (const [key, known] of Object.entries(before)) {
    if (!stillDue.has(key))
      decide(
        key,
        withdrawn(known, () => why(known, closed(key))),
      );
  }
  return after ?? before;
}

/** What a notice that is due comes to; undefined where it says so already. */
function opened(
  known: NoticeState | undefined,
  notice: DueNotice,
  { today, closed }: { readonly today: string; readonly closed: boolean },
): NoticeState | undefined {
  const { role, area, copy, dueDays } = notice;
  const digest = digestOf(notice);
  const goesOn = known?.status === "open" && !closed;
  const due = daysAfter(today, dueDays);
  if (goesOn && known.digest === digest) return undefined;
  return {
    role,
    area,
    copy,
    episode: (known?.episode ?? 1) + (closed ? 1 : 0),
    revision: (known?.revision ?? 0) + 1,
    status: "open",
    digest,
    // What joins an open notice may be more urgent than what it said before; a visit promised is never put off.
    due: goesOn && known.due < due ? known.due : due,
    unsent: true,
  };
}

/** What a notice that is not due comes to; undefined where that has been said. */
function withdrawn(known: NoticeState, why: () => WithdrawalReason): NoticeState | undefined {
  if (known.status === "withdrawn" && known.digest !== "closed") return undefined;
  const reason = why();
  // What staff closed and the family came to receive was worth the visit: that much is told of what is withdrawn.
  if (known.status === "withdrawn" && reason !== "received") return undefined;
  return { ...known, revision: known.revision + 1, status: "withdrawn", digest: reason, unsent: true };
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
    .map(([key, state]) => {
      const notice = due.find((each) => noticeKey(each) === key);
      return {
        type: "outreach.notice",
        notice: noticeId(judged.household, key, state.episode),
        revision: state.revision,
        status: state.status,
        household: judged.household,
        area: state.area,
        role: state.role,
        ...(state.copy ? { copy: true as const } : {}),
        programmes: [...(notice?.programmes ?? [])],
        due: state.due,
        ...(state.status === "open" ? scheduleOf(notice, state.due) : whyOf(state)),
        standards: judged.standards,
      };
    });
}

function scheduleOf(notice: DueNotice | undefined, due: string): Partial<OutreachNotice> {
  if (!notice) return {};
  const { office, urgency, visitDays, escalation, phoneFirst } = notice;
  const climbs = escalation?.map(({ level, role, afterDays }) => ({ level, role, on: daysAfter(due, afterDays + 1) }));
  const window =
    visitDays === undefined
      ? {}
      : { window: { earliest: daysAfter(due, -visitDays), latest: daysAfter(due, escalation?.[0]?.afterDays ?? 0) } };
  return {
    ...(office === undefined ? {} : { office }),
    ...window,
    ...(urgency === undefined ? {} : { urgency }),
    ...(climbs === undefined ? {} : { escalation: climbs }),
    ...(phoneFirst ? { phoneFirst: true as const } : {}),
  };
}

function whyOf({ digest }: NoticeState): Pick<OutreachNotice, "why"> {
  const why = WithdrawalReason.safeParse(digest);
  return why.success ? { why: why.data } : {};
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

function digestOf({ area, programmes }: Pick<DueNotice, "area" | "programmes">): string {
  return digest([area, programmes], 8);
}

/** What staff were told last of a notice, as its case has it. */
export interface ToldNotice extends Pick<DueNotice, "role" | "area" | "copy" | "programmes"> {
  readonly episode: number;
  readonly revision: number;
  readonly status: NoticeState["status"];
  readonly due: string;
  readonly why: WithdrawalReason | undefined;
}

/** The state of a notice that goes on from what staff were told last: said and sent, so that only what is new is told. */
export function noticeAsTold({ programmes, why, ...told }: ToldNotice): NoticeState {
  const { role, area, copy, episode, revision, status, due } = told;
  const digest = status === "open" ? digestOf({ area, programmes }) : (why ?? "no-longer-due");
  return { role, area, copy, episode, revision, status, digest, due, unsent: false };
}

function digest(content: unknown, length: number): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("base64url").slice(0, length);
}
