import type { CaseStore, CommandRequest, CommandResult, UnreportedOutcome } from "./case-store.ts";
import { type DeskEvent, deskEvents } from "./desk-events.ts";

/** Puts what the desk reports on the bus; resolves with the positions of what the bus did not take. */
export type ReportOutcomes = (reports: readonly DeskEvent[]) => Promise<ReadonlySet<number>>;

/** What working a case takes. */
export interface CaseDesk {
  readonly cases: Pick<CaseStore, "execute" | "markReported">;
  readonly report: ReportOutcomes;
}

/**
 * Carries out a command of staff, and reports what they found to the bus. The command has taken effect though the bus
 * is not to be reached: the case keeps the report until it is sent.
 */
export async function workCase(desk: CaseDesk, id: string, request: CommandRequest): Promise<CommandResult> {
  const result = await desk.cases.execute(id, request);
  if (result.status === "done" && !result.repeated) await reportAll(desk, [result]).catch(() => 0);
  return result;
}

/** Reports outcomes and notes that they are; resolves with how many the bus took. */
export async function reportAll(
  { cases, report }: Pick<CaseDesk, "report"> & { readonly cases: Pick<CaseStore, "markReported"> },
  outcomes: readonly UnreportedOutcome[],
): Promise<number> {
  const waiting = outcomes.map((outcome) => ({ outcome, events: deskEvents(outcome.case, outcome.entry) }));
  const events = waiting.flatMap(({ events: each }) => each);
  if (events.length === 0) return 0;
  const refused = new Set([...(await report(events))].map((position) => events[position]));
  const taken = waiting.filter(({ events: each }) => each.length > 0 && !each.some((event) => refused.has(event)));
  for (const { outcome } of taken) await cases.markReported(outcome.case.case, outcome.entry.number);
  return taken.length;
}
