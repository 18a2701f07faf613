import type { EscalationLevel } from "#events/case-vocabulary.ts";
import type { CaseCounts } from "./count-cases.ts";

/** By what a reminder is sent: a text message, or a work notice of 浙政钉 (DingTalk for government). */
export type ReminderChannel = "sms" | "zhezhengding";

/** A reminder on its way: to whom by office and role, never by name, and nothing of any family but how many there are. */
export interface Reminder {
  /** The same for the same office, role and day: sent again it is the same reminder. */
  readonly id: string;
  readonly channel: ReminderChannel;
  readonly to: { readonly office: string; readonly role: string };
  /** The message as its channel takes it. */
  readonly message: unknown;
}

/** Where reminders are put. Whatever sends them reads from there. */
export type PutReminder = (reminder: Reminder) => Promise<void>;

/** What a reminder is made of. */
export interface ReminderTerms {
  readonly counts: CaseCounts;
  /** ISO date. */
  readonly today: string;
  readonly channel: ReminderChannel;
  /** Who takes over what a role leaves overdue, once it has climbed to a level; undefined where it has not climbed. */
  readonly takesOver: (role: string, level: EscalationLevel) => string | undefined;
  readonly nameOfRole: (role: string) => { readonly zh: string; readonly en: string };
  /** Where staff look. */
  readonly desk: string;
}

/**
 * A reminder for each office and role with visits that are overdue, to whoever takes them over: town by town those that
 * are the town's by now, and the county's in one.
 */
export function remindersOf({ counts, today, ...terms }: ReminderTerms): Reminder[] {
  const overdue = new Map<string, { office: string; role: string; ofRole: string; count: number }>();
  for (const { town, role, level, overdue: late, count } of counts.cases) {
    const whom = late ? terms.takesOver(role, level) : undefined;
    if (whom === undefined) continue;
    const office = level === "county" ? town.slice(0, 6) : town;
    const key = `${office}/${whom}/${role}`;
    overdue.set(key, { office, role: whom, ofRole: role, count: (overdue.get(key)?.count ?? 0) + count });
  }
  return [...overdue]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { office, role, ofRole, count }]) => ({
      id: [today, office, role, ofRole].join("-"),
      channel: terms.channel,
      to: { office, role },
      message: messageOf(terms, { count, of: terms.nameOfRole(ofRole), today }),
    }));
}

interface Said {
  readonly count: number;
  readonly of: { readonly zh: string; readonly en: string };
  readonly today: string;
}

/** 可能符合: what waits are families that may qualify; the visit finds out. */
function messageOf({ channel, desk }: Pick<ReminderTerms, "channel" | "desk">, { count, of, today }: Said): unknown {
  const zh = `【政策找人】${of.zh}有${count}户可能符合政策的家庭走访已逾期,请督促。`;
  if (channel === "sms") return { text: zh };
  const en = `${of.en}: visits to ${count} families that may qualify are overdue.`;
  return {
    msgtype: "action_card",
    action_card: {
      title: `走访逾期提醒 Overdue visits ${today}`,
      markdown: `${zh}\n\n${en}`,
      single_title: "查看 Open",
      single_url: desk,
    },
  };
}
