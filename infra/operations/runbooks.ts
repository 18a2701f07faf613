/** What to do, step by step, by the file's name in docs/runbooks: every alarm leads to one. */
export const runbooks = [
  "poison",
  "stuck-outbox",
  "source-flood",
  "source-silent",
  "wrong-publication",
  "key-loss",
  "restore-to-a-point-in-time",
  "replay-from-the-archive",
  "region-loss",
  "function-failing",
  "queue-not-read",
  "watch-missed",
  "cost-above-plan",
  "overdue-cases",
  "broken-glass",
  "office-not-taking",
  "reminders-missed",
] as const;

export type Runbook = (typeof runbooks)[number];

/** An alarm's description: who is harmed, and where it is written what to do. */
export function alarmDescription(errorImpact: string, runbook: Runbook): string {
  return `${errorImpact} Runbook: docs/runbooks/${runbook}.md`;
}
