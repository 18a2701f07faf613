import * as z from "zod/mini";
import { CaseCommand, type CaseSummary } from "#events/desk-api/cases.ts";
import { ProblemDetails } from "#events/desk-api/problem-details.ts";
import { Instant, StaffId } from "#events/desk-api/text.ts";
import { HouseholdId, NoticeId } from "#events/identifiers.ts";

/**
 * What somebody did to a case and the desk has not yet confirmed. `waiting`: not sent, or to be sent with another key;
 * `under-way`: sent at least once, so it is only ever repeated as it was, with its key; `conflict`: the case had changed
 * meanwhile, a person decides; `refused`: the desk does not take it.
 */
export const Unsent = z.object({
  /** The idempotency key: made when the button was pressed, so that one press takes effect once. */
  key: z.string(),
  /** The order in which buttons were pressed. */
  number: z.int(),
  staff: StaffId,
  notice: NoticeId,
  household: HouseholdId,
  recordedAt: Instant,
  command: CaseCommand,
  state: z.enum(["waiting", "under-way", "conflict", "refused"]),
  /** What the desk answered, with the case as it is now. */
  problem: z.optional(ProblemDetails),
});
export type Unsent = z.infer<typeof Unsent>;

export type UnsentList = readonly Unsent[];

/** What came of sending: done, with the case's revision after it; a problem; or nothing, as far as can be told. */
export type Sent =
  | { readonly result: "done"; readonly revision: number }
  | { readonly result: "problem"; readonly problem: ProblemDetails }
  | { readonly result: "unanswered" };

/** The list with one more command at its end. */
export function recorded(list: UnsentList, command: Omit<Unsent, "number" | "state" | "problem">): UnsentList {
  const number = list.reduce((highest, item) => Math.max(highest, item.number), 0) + 1;
  return [...list, { ...command, number, state: "waiting" }];
}

/** The next to send for somebody: the oldest that no older one of the same case stands before. */
export function nextToSend(list: UnsentList, staff: string): Unsent | undefined {
  const own = list.filter((item) => item.staff === staff).sort((one, other) => one.number - other.number);
  const seen = new Set<string>();
  for (const item of own) {
    if (seen.has(item.notice)) continue;
    if (item.state === "waiting" || item.state === "under-way") return item;
    seen.add(item.notice);
  }
  return undefined;
}

/** To be kept before the request leaves: from here on the command is repeated as it is. */
export function underWay(list: UnsentList, key: string): UnsentList {
  return list.map((item) => (item.key === key ? { ...item, state: "under-way" } : item));
}

/** The list after an answer, or after none. */
export function afterSending(list: UnsentList, key: string, sent: Sent): UnsentList {
  const item = list.find((one) => one.key === key);
  if (!item || sent.result === "unanswered") return list;
  if (sent.result === "done") {
    return expecting(
      list.filter((one) => one.key !== key),
      item.notice,
      sent.revision,
    );
  }
  const state = stateAfter(sent.problem);
  if (state === undefined) return list;
  return list.map((one) => (one.key === key ? { ...one, state, problem: sent.problem } : one));
}

/** Undefined where it is worth trying again: the desk, not the command, was at fault, or the session had ended. */
function stateAfter({ code }: ProblemDetails): "conflict" | "refused" | undefined {
  if (code === "unavailable" || code === "failed" || code === "not-signed-in") return undefined;
  return code === "revision-conflict" ? "conflict" : "refused";
}

/** A person saw both versions and sends theirs on top of what the case is now, as a new act with a key of its own. */
export function sendAllTheSame(list: UnsentList, key: string, newKey: string): UnsentList {
  return list.map((item) => {
    if (item.key !== key || (item.state !== "conflict" && item.state !== "refused")) return item;
    const { problem, ...rest } = item;
    const expected = problem?.case?.revision ?? item.command.expected;
    return { ...rest, key: newKey, state: "waiting", command: { ...item.command, expected } };
  });
}

/** A person saw both versions and lets theirs go; what they did to the case afterwards is tried on the case as it is. */
export function dropped(list: UnsentList, key: string): UnsentList {
  const item = list.find((one) => one.key === key);
  if (!item || item.state === "under-way") return list;
  const rest = list.filter((one) => one.key !== key);
  const revision = item.problem?.case?.revision;
  return revision === undefined ? rest : expecting(rest, item.notice, revision);
}

/** The next command of a case was made on top of the one before it: it expects what that one left. */
function expecting(list: UnsentList, notice: string, revision: number): UnsentList {
  const next = list
    .filter((item) => item.notice === notice && item.state === "waiting")
    .sort((one, other) => one.number - other.number)[0];
  if (!next) return list;
  return list.map((item) => (item === next ? { ...item, command: { ...item.command, expected: revision } } : item));
}

/** A case as its worker has left it, with what is not sent yet; refused commands do not count. */
export function asWorked<Case extends CaseSummary>(one: Case, list: UnsentList, now: Date): Case {
  return list
    .filter((item) => item.notice === one.notice && (item.state === "waiting" || item.state === "under-way"))
    .sort((first, second) => first.number - second.number)
    .reduce((worked, item) => withCommand(worked, item, now), one);
}

function withCommand<Case extends CaseSummary>(one: Case, { command, staff, recordedAt }: Unsent, now: Date): Case {
  switch (command.command) {
    case "claim":
      // Until when it is theirs, only the desk can say; the day will do.
      return { ...one, state: "claimed", claim: { by: staff, until: now.toISOString(), mine: true } };
    case "release":
    case "reassign": {
      const { claim: _, ...free } = one;
      return { ...one, ...free, claim: undefined, state: "queued" };
    }
    case "contact":
      return {
        ...one,
        state: command.reached ? "contacted" : one.state,
        contacts: one.contacts + 1,
        ...(command.reached && one.reachedAt === undefined ? { reachedAt: command.on ?? recordedAt } : {}),
      };
    case "close":
      return {
        ...one,
        state: "closed",
        outcome: {
          code: command.outcome,
          at: command.on ?? recordedAt,
          by: staff,
          programmes: command.programmes ?? one.programmes.map(({ id }) => id),
          wrongFacts: command.wrongFacts ?? [],
          needSeen: command.needSeen ?? false,
        },
      };
    case "reopen":
      return { ...one, state: "queued" };
    case "refer":
      return one;
  }
}
