import type { StandardDocument } from "#eligibility/standard-document.ts";
import type { EscalationLevel } from "#events/case-vocabulary.ts";
import type { Reminder, ReminderChannel } from "#events/reminder.ts";
import type { CaseCounts } from "./count-cases.ts";

/** Where reminders are put. Whatever sends them reads from there. */
export type PutReminder = (reminder: Reminder) => Promise<void>;

/** What a reminder is made of. */
export interface ReminderTerms {
  readonly counts: CaseCounts;
  /** ISO date. */
  readonly today: string;
  readonly channel: ReminderChannel;
  /** The standard's roles: their names, and who takes over what they leave overdue. */
  readonly roles: StandardDocument["roles"];
  /** Where staff look. */
  readonly desk: string;
}

/**
 * A reminder for each office and role with visits that are overdue, to whoever takes them over: town by town those that
 * are the town's by now, and the county's in one.
 */
export function remindersOf({ counts, today, roles, ...terms }: ReminderTerms): Reminder[] {
  const nameOf = (role: string) => roles.find(({ id }) => id === role)?.name ?? { zh: role, en: role };
  const overdue = new Map<string, { office: string; role: string; ofRole: string; count: number }>();
  for (const { town, role, level, overdue: late, count } of counts.cases) {
    const whom = late ? takesOver(roles, role, level) : undefined;
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
      message: messageOf(terms, { count, of: nameOf(ofRole), today }),
    }));
}

/** The role of a level that overdue visits of another role climb to; undefined where they have not climbed. */
function takesOver(roles: ReminderTerms["roles"], role: string, level: EscalationLevel): string | undefined {
  const byId = new Map(roles.map((each) => [each.id, each]));
  for (let to = byId.get(role)?.escalation?.to; to !== undefined; to = byId.get(to)?.escalation?.to) {
    if (byId.get(to)?.level === level) return to;
  }
  return undefined;
}

interface Said {
  readonly count: number;
  readonly of: { readonly zh: string; readonly en: string };
  readonly today: string;
}

/** 可能符合: what waits are families that may qualify; the visit finds out. */
function messageOf(
  { channel, desk }: Pick<ReminderTerms, "channel" | "desk">,
  { count, of, today }: Said,
): Reminder["message"] {
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
