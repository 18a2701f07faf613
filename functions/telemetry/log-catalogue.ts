/** What a log message is made of: numbers, tallies of codes, and lists of ids. Never a fact, a name or free text. */
export interface LogMessage {
  /** Stays the same for ever: runbooks, filters and alarms name it. */
  readonly code: string;
  readonly level: "info" | "warn" | "error";
  readonly zh: string;
  readonly en: string;
  readonly numbers: readonly string[];
  /** Numbers by a code, such as the source systems' names or the reasons of failures. */
  readonly tallies: readonly string[];
  /** Ids by which a change is followed from its event to its case. */
  readonly ids: readonly string[];
  /** Those of the numbers and tallies that are metrics as well: a tally is one metric for each of its codes. */
  readonly metrics: readonly string[];
}

/** Everything a function may write to its log, by what the line says. One line a batch or run, never one a change. */
export const logCatalogue = {
  "batch evaluated": {
    code: "PFP-101",
    level: "info",
    zh: "一批变更已研判",
    en: "a batch of changes was evaluated",
    numbers: ["messages", "changes", "written", "unchanged", "conflicts", "notices"],
    tallies: ["sources", "quarantined", "quarantinedSources", "failed"],
    ids: ["events", "noticesSent"],
    metrics: ["changes", "written", "conflicts", "notices", "sources", "quarantinedSources"],
  },
  "batch delivered": {
    code: "PFP-201",
    level: "info",
    zh: "一批告知单已转为工单",
    en: "a batch of notices became cases",
    numbers: ["messages", "delivered", "overtaken"],
    tallies: ["failed"],
    ids: ["noticesDelivered"],
    metrics: ["delivered"],
  },
  "notices forwarded": {
    code: "PFP-211",
    level: "info",
    zh: "一批告知单已推送至办公系统",
    en: "a batch of notices was posted to office systems",
    numbers: ["messages"],
    tallies: ["taken", "notTaken", "notTheirs", "failed"],
    ids: [],
    metrics: ["taken", "notTaken"],
  },
  "reminders put": {
    code: "PFP-221",
    level: "info",
    zh: "逾期走访提醒已放入待发队列",
    en: "reminders of overdue visits were put where they are sent from",
    numbers: ["runs", "counties", "reminders"],
    tallies: ["failed"],
    ids: [],
    metrics: ["runs", "reminders"],
  },
  "households watched": {
    code: "PFP-301",
    level: "info",
    zh: "守望运行完成",
    en: "a run of watch has ended",
    numbers: ["runs", "overdueOutboxes", "stillSweeps", "sweepsBegun"],
    tallies: [],
    ids: [],
    metrics: ["runs", "overdueOutboxes"],
  },
  "cases counted": {
    code: "PFP-801",
    level: "info",
    zh: "工单清点完成",
    en: "open cases were counted",
    numbers: ["runs", "open", "unclaimedOverdue", "withoutCounty", "waiting", "villagesAboveBudget"],
    tallies: ["unclaimedOverdueIn", "villagesAboveBudgetIn", "failed"],
    ids: [],
    metrics: ["runs", "open", "unclaimedOverdue", "withoutCounty", "waiting", "villagesAboveBudget"],
  },
  "sweep advanced": {
    code: "PFP-401",
    level: "info",
    zh: "扫描已推进",
    en: "a sweep was taken further",
    numbers: ["pass", "shards", "households"],
    tallies: [],
    ids: ["sweeps"],
    metrics: [],
  },
  "sweep failed": {
    code: "PFP-402",
    level: "warn",
    zh: "扫描一时受阻,稍后重试",
    en: "a sweep could not be taken further for now",
    numbers: [],
    tallies: ["failed"],
    ids: [],
    metrics: [],
  },
  "previews answered": {
    code: "PFP-701",
    level: "info",
    zh: "预演已作答",
    en: "previews asked for at the desk were answered",
    numbers: ["runs", "previewsDone", "previewsFailed"],
    tallies: [],
    ids: [],
    metrics: ["previewsDone", "previewsFailed"],
  },
  "outcomes reported": {
    code: "PFP-501",
    level: "info",
    zh: "补报走访结果运行完成",
    en: "a run of reporting outcomes left behind has ended",
    numbers: ["runs", "overdueOutcomes", "reported"],
    tallies: [],
    ids: [],
    metrics: ["runs", "overdueOutcomes"],
  },
  "request answered": {
    code: "PFP-601",
    level: "info",
    zh: "工作台已答复一次请求",
    en: "the desk answered a request",
    numbers: ["status", "milliseconds"],
    tallies: ["routes", "problems", "glass"],
    ids: [],
    metrics: ["milliseconds", "routes", "problems", "glass"],
  },
} as const satisfies Readonly<Record<string, LogMessage>>;

export type LogName = keyof typeof logCatalogue;

/** A line of the log: its name, and every field that the catalogue gives it. */
export type LogLine<Name extends LogName = LogName> = Name extends LogName
  ? { readonly log: Name } & Readonly<Record<(typeof logCatalogue)[Name]["numbers"][number], number>> &
      Readonly<Record<(typeof logCatalogue)[Name]["tallies"][number], Tally>> &
      Readonly<Record<(typeof logCatalogue)[Name]["ids"][number], readonly string[]>>
  : never;

/** So many of each code. */
export type Tally = Readonly<Record<string, number>>;

/** Takes the one line that a batch or run is summed up in. */
export type WriteLog = (line: LogLine) => Promise<void>;

/** How often each code occurs. */
export function tallyOf(codes: Iterable<string>): Tally {
  const tally: Record<string, number> = {};
  for (const code of codes) tally[code] = (tally[code] ?? 0) + 1;
  return tally;
}

/**
 * The code of a failure: its error's name, as `errorInWords` puts it first, or that it is another's. What follows may
 * name a household, and stays out of the log.
 */
export function failureCode(reason: string): string {
  return /^([A-Z]\w*): /.exec(reason)?.[1] ?? "Other";
}
