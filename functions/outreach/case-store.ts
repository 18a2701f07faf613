import type { OutreachNotice } from "#events/outreach-notice.ts";
import type { Case, CaseRow, HistoryEntry } from "./case.ts";
import type { CaseCounts } from "./count-cases.ts";
import type { CaseCommand, Refusal } from "./decide-case.ts";

/** A part of a list. The cursor is opaque, holds ids and codes only, and is good for the same list alone. */
export interface Page {
  readonly limit: number;
  readonly cursor?: string;
}

export interface CasePage {
  readonly rows: readonly CaseRow[];
  /** Absent on the last page. */
  readonly cursor?: string;
}

/** A command as a client sends it. */
export interface CommandRequest {
  readonly command: CaseCommand;
  /** The case's revision that the client saw. */
  readonly expected: number;
  /** The client's own key of this command: sent again, it gives what it gave. */
  readonly key: string;
}

/** What came of a command. `case` is the case as it now is. */
export type CommandResult =
  | { readonly status: "done"; readonly case: Case; readonly entry: HistoryEntry; readonly repeated: boolean }
  | { readonly status: "refused"; readonly case: Case; readonly reason: Refusal }
  /** Somebody else's command came in between: look again. */
  | { readonly status: "conflict"; readonly case: Case }
  /** The key was used for another command of this case. */
  | { readonly status: "key-reused"; readonly case: Case }
  | { readonly status: "unknown-case" };

/** An outcome, or that it was taken back, which the bus may not have been told of. */
export interface UnreportedOutcome {
  readonly case: Case;
  readonly entry: HistoryEntry;
}

/** Raised where a cursor is none of this list's. */
export class UnknownCursor extends Error {
  override readonly name = "UnknownCursor";
}

/** Where cases are kept. The port; its DynamoDB form is in stores/. */
export interface CaseStore {
  /** Applies a notice to its case. Throws AlreadyDone where the case has this revision or a newer one. */
  apply(notice: OutreachNotice): Promise<void>;
  get(id: string): Promise<Case | undefined>;
  /** What happened to a case, the oldest first. */
  history(id: string): Promise<readonly HistoryEntry[]>;
  /**
   * Carries out a command, once however often it is sent. `workCase` is for staff: it also reports what they found. What
   * is to be reported stays marked with the case until `markReported`.
   */
  execute(id: string, request: CommandRequest): Promise<CommandResult>;
  /**
   * The open cases of one office (a 12-digit village, 9-digit town or 6-digit county), those of one role in order of
   * urgency, of money at stake and of the day they are due. Reads that office's partition alone. Without a role, role
   * after role. Throws UnknownCursor.
   */
  listOffice(of: { readonly office: string; readonly role?: string }, page: Page): Promise<CasePage>;
  /**
   * The cases about families living in a county or a part of it (6, 9 or 12 digits), or known to live in an area above
   * the counties and no closer (2 or 4 digits), open ones or those closed and withdrawn: town after town, in each by
   * urgency, money at stake and the day they are due. Of a village a page may hold fewer than asked for
   * and not be the last. Throws UnknownCursor.
   */
  listUnder(of: { readonly area: string; readonly open: boolean }, page: Page): Promise<CasePage>;
  /** The counts of what `listUnder` lists: no households. @param today ISO date in the standard's time zone. */
  counts(
    area: string,
    at: {
      readonly now: Date;
      readonly today: string;
      /** Reads open cases alone, for whoever asks what is left to do. */
      readonly only?: "open";
    },
  ): Promise<CaseCounts>;
  /** Outcomes not reported since before an ISO instant, some at a time. */
  unreported(before: string): AsyncIterable<readonly UnreportedOutcome[]>;
  /** Takes the mark off a case whose entry of this number is reported; a later one keeps its own. */
  markReported(id: string, entry: number): Promise<void>;
  /** The cases of one household, closed ones too: one visit, not five. */
  listHousehold(household: string): Promise<readonly CaseRow[]>;
}
