import type { OpenQueue } from "./open-queue.ts";
import type { Language } from "./pack-names.ts";
import type { Wanted } from "./wanted.ts";

/** What a command showed and left. */
export interface Summary {
  readonly queue: OpenQueue;
  readonly wanted: Wanted;
  readonly shown: number;
  /** Asked for, but more than the most to show. */
  readonly notShown: number;
  /** Of other areas or roles. */
  readonly others: number;
  readonly unreadable: number;
  /** Messages deleted, and those the queue did not delete. */
  readonly taken: number;
  readonly notTaken: number;
  readonly resting: { readonly messages: number; readonly seconds: number };
}

/** What there was and what became of it, for a person. */
export function summaryInWords(summary: Summary, language: Language): string {
  const { queue, wanted, shown, notShown, others, unreadable, taken, notTaken, resting } = summary;
  const words = summaryWords[language];
  const what = words[wanted.kind];
  const nothing = shown + others + unreadable === 0;
  return [
    told(shown, (count) => `${queue.name}${words.colon}${what(count)}`),
    told(shown === 0, () => (nothing ? words.empty(queue.name) : words.noneOfThose(queue.name))),
    told(notShown, (count) => words.notShown(what(count))),
    told(others, (count) => words.others(what(count))),
    told(unreadable, words.unreadable),
    told(nothing && queue.hidden, words.hidden),
    told(wanted.ack && taken, words.taken),
    told(notTaken, words.notTaken),
    told(!wanted.ack && shown > 0, () => words.peek(queue.maxReceiveCount)),
    told(resting.messages, (count) => words.resting(count, Math.ceil(resting.seconds / 60))),
  ]
    .flat()
    .join("\n");
}

/** A line where there is something to tell of. */
function told(count: number | boolean, line: (count: number) => string): string[] {
  return Number(count) > 0 ? [line(Number(count))] : [];
}

interface SummaryWords {
  readonly colon: string;
  notices(count: number): string;
  quarantine(count: number): string;
  empty(queue: string): string;
  noneOfThose(queue: string): string;
  notShown(what: string): string;
  others(what: string): string;
  unreadable(count: number): string;
  hidden(count: number): string;
  taken(count: number): string;
  notTaken(count: number): string;
  peek(limit: number | undefined): string;
  resting(count: number, minutes: number): string;
}

const numbers = new Intl.NumberFormat("en");
const grouped = (count: number) => numbers.format(count);
const counted = (count: number, noun: string) => `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;

const summaryWords: Readonly<Record<Language, SummaryWords>> = {
  zh: {
    colon: ":",
    notices: (count) => `${grouped(count)} 件告知单`,
    quarantine: (count) => `${grouped(count)} 条被隔离的变更`,
    empty: (queue) => `队列 ${queue} 现在是空的`,
    noneOfThose: (queue) => `队列 ${queue} 中没有可显示的`,
    notShown: (what) => `另有 ${what}未显示(--all 显示全部)`,
    others: (what) => `另有 ${what}属于其他区划或角色`,
    unreadable: (count) => `${grouped(count)} 条消息无法读取,仍留在队列中`,
    hidden: (count) => `${grouped(count)} 条消息暂时不可见:正由他人读取,或因查看次数多而在休息`,
    taken: (count) => `已取走 ${grouped(count)} 条消息(含较早版本)`,
    notTaken: (count) => `${grouped(count)} 条消息未能删除,之后会再次出现`,
    peek: (limit) =>
      `仅查看,未取走(--ack 取走)。每次查看使队列中消息的接收次数加一${limit === undefined ? "" : `,上限 ${grouped(limit)} 次`}`,
    resting: (count, minutes) =>
      `${grouped(count)} 条消息的接收次数已过上限之半,休息至多 ${grouped(minutes)} 分钟后再次可见,以免进入死信队列`,
  },
  en: {
    colon: ": ",
    notices: (count) => counted(count, "notice"),
    quarantine: (count) => counted(count, "quarantined change"),
    empty: (queue) => `The queue ${queue} is empty at present`,
    noneOfThose: (queue) => `The queue ${queue} has nothing of the kind asked for`,
    notShown: (what) => `Not shown: ${what} more (--all shows all)`,
    others: (what) => `Of other areas or roles: ${what}`,
    unreadable: (count) => `Cannot be read, left in the queue: ${counted(count, "message")}`,
    hidden: (count) => `Hidden for now: ${counted(count, "message")} that another reads, or that rest after many peeks`,
    taken: (count) => `Took ${counted(count, "message")}, older revisions included`,
    notTaken: (count) => `Could not be deleted, will come again: ${counted(count, "message")}`,
    peek: (limit) =>
      `A peek: nothing was taken (--ack takes). It raises the receive count of the queue's messages by one${limit === undefined ? "" : `; the limit is ${grouped(limit)}`}`,
    resting: (count, minutes) =>
      `Past half that limit: ${counted(count, "message")}, visible again after at most ${counted(minutes, "minute")}, to stay out of the dead-letter queue`,
  },
};
