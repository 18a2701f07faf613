import type { ContactWay, OutcomeCode } from "#events/case-vocabulary.ts";
import { type Case, type HistoryEvent, isHeld, type StaffId } from "./case.ts";

/** For how long a claim holds before the case is anybody's again; an attempt to reach the family renews it. */
export const leaseDays = 3;

/** Most tries to reach a family that one case takes down. */
export const mostContacts = 50;

/** What staff may ask of a case. Times are ISO instants. */
export type CaseCommand =
  | { readonly kind: "claim"; readonly by: StaffId }
  | { readonly kind: "release"; readonly by: StaffId }
  | {
      readonly kind: "contact";
      readonly by: StaffId;
      readonly way: ContactWay;
      /** True where the family was spoken to. */
      readonly reached: boolean;
      /** When it happened, where that was before it could be told. */
      readonly on?: string;
    }
  | {
      readonly kind: "close";
      readonly by: StaffId;
      readonly outcome: OutcomeCode;
      /** The programmes that it is about; all of the notice's where absent. */
      readonly programmes?: readonly string[];
      readonly wrongFacts?: readonly string[];
      readonly person?: string;
      readonly needSeen?: boolean;
      readonly on?: string;
    }
  /** A supervisor gives the case to somebody, or back to the list. */
  | { readonly kind: "reassign"; readonly by: StaffId; readonly to?: StaffId }
  /** What was closed by mistake is taken back. */
  | { readonly kind: "reopen"; readonly by: StaffId; readonly reason: string }
  /** The family is referred to charity besides what the case was closed with. */
  | { readonly kind: "refer"; readonly by: StaffId };

/** Why a command is not taken. */
export type Refusal =
  | "closed"
  | "not-closed"
  | "withdrawn"
  | "no-need-seen"
  | "already-referred"
  | "claimed-by-another"
  | "not-claimed"
  | "too-many-contacts"
  | "unknown-programme"
  | "unknown-person"
  | "wrong-fact-missing"
  | "person-missing";

/** What came of a command: the case after it and what happened, or why nothing did. */
export type CaseDecision = { readonly case: Case; readonly event: HistoryEvent } | { readonly refused: Refusal };

/**
 * Decides a command on a case: a function of its arguments alone.
 *
 * What staff found is taken wherever it can be: from whoever holds the case, or by anybody where the lease is over or
 * nobody holds it, and also after the notice was recalled, since an outcome kept without signal may come late.
 */
export function decideCase(before: Case, command: CaseCommand, now: Date): CaseDecision {
  if (command.kind !== "reopen" && command.kind !== "refer" && before.outcome) return { refused: "closed" };
  switch (command.kind) {
    case "claim":
      return claim(before, command.by, now);
    case "release":
      return release(before, command.by, now);
    case "contact":
      return contact(before, command, now);
    case "close":
      return close(before, command, now);
    case "reassign":
      return reassign(before, command, now);
    case "reopen":
      return reopen(before, command, now);
    case "refer":
      return refer(before, command.by);
  }
}

function claim(before: Case, by: StaffId, now: Date): CaseDecision {
  if (before.noticeStatus === "withdrawn") return { refused: "withdrawn" };
  if (isAnothers(before, by, now)) return { refused: "claimed-by-another" };
  const until = leaseEnd(now);
  return {
    case: { ...worked(before), claim: { by, until }, claimedAt: before.claimedAt ?? now.toISOString() },
    event: { kind: "claimed", by, until },
  };
}

function release(before: Case, by: StaffId, now: Date): CaseDecision {
  if (!isHeld(before.claim, now)) return { refused: "not-claimed" };
  if (before.claim.by !== by) return { refused: "claimed-by-another" };
  return { case: withoutClaim(worked(before)), event: { kind: "released", by } };
}

function contact(before: Case, command: CaseCommand & { kind: "contact" }, now: Date): CaseDecision {
  const { by, way, reached } = command;
  if (isAnothers(before, by, now)) return { refused: "claimed-by-another" };
  if (before.contacts >= mostContacts) return { refused: "too-many-contacts" };
  const on = happenedAt(before, command.on, now);
  return {
    case: {
      ...worked(before),
      // Whoever is speaking with the family has the case: a second worker must not set out.
      claim: { by, until: leaseEnd(now) },
      claimedAt: before.claimedAt ?? on,
      ...(reached && before.reachedAt === undefined ? { reachedAt: on } : {}),
      contacts: before.contacts + 1,
    },
    event: { kind: "contacted", by, way, reached, on },
  };
}

function close(before: Case, command: CaseCommand & { kind: "close" }, now: Date): CaseDecision {
  const { by, outcome: code } = command;
  if (isAnothers(before, by, now)) return { refused: "claimed-by-another" };
  const refused = refusalToClose(before, command);
  if (refused) return { refused };
  const at = happenedAt(before, command.on, now);
  const outcome = {
    code,
    at,
    by,
    programmes: [...new Set(command.programmes ?? before.programmes.map(({ id }) => id))].sort(),
    wrongFacts: [...new Set(command.wrongFacts ?? [])].sort(),
    ...(command.person === undefined ? {} : { person: command.person }),
    ...(command.needSeen ? { needSeen: true as const } : {}),
  };
  const reached = before.reachedAt === undefined && !unreached.has(code) ? { reachedAt: at } : {};
  return {
    case: {
      ...withoutClaim(worked(before)),
      claimedAt: before.claimedAt ?? at,
      ...reached,
      outcome,
      ...(code === "referred-charity" ? { charity: "referred" as const } : {}),
    },
    event: { kind: "closed", outcome },
  };
}

const unreached: ReadonlySet<OutcomeCode> = new Set([
  "not-at-address",
  "moved-away",
  "no-contact-3x",
  "deceased",
  "visit-blocked",
]);

function refusalToClose(before: Case, command: CaseCommand & { kind: "close" }): Refusal | undefined {
  const { outcome, programmes = [], wrongFacts = [], person } = command;
  const offered = new Set(before.programmes.map(({ id }) => id));
  if (programmes.some((id) => !offered.has(id))) return "unknown-programme";
  if (outcome === "data-wrong-fact" && wrongFacts.length === 0) return "wrong-fact-missing";
  if (outcome === "deceased" && person === undefined) return "person-missing";
  return undefined;
}

function reassign(before: Case, { by, to }: CaseCommand & { kind: "reassign" }, now: Date): CaseDecision {
  if (before.noticeStatus === "withdrawn") return { refused: "withdrawn" };
  if (to === undefined) return { case: withoutClaim(worked(before)), event: { kind: "reassigned", by } };
  const until = leaseEnd(now);
  return {
    case: { ...worked(before), claim: { by: to, until }, claimedAt: before.claimedAt ?? now.toISOString() },
    event: { kind: "reassigned", by, to, until },
  };
}

function reopen(before: Case, { by, reason }: CaseCommand & { kind: "reopen" }, now: Date): CaseDecision {
  if (!before.outcome) return { refused: "not-closed" };
  const { outcome: _taken, ...open } = worked(before);
  return {
    case: { ...open, reopenedAt: now.toISOString(), ...(open.charity ? { charity: "withdrawn" as const } : {}) },
    event: { kind: "reopened", by, reason },
  };
}

function refer(before: Case, by: StaffId): CaseDecision {
  if (!before.outcome) return { refused: "not-closed" };
  if (before.charity === "referred") return { refused: "already-referred" };
  if (!before.outcome.needSeen) return { refused: "no-need-seen" };
  return { case: { ...worked(before), charity: "referred" }, event: { kind: "referred", by } };
}

function worked(before: Case): Case {
  return { ...before, revision: before.revision + 1 };
}

function withoutClaim({ claim: _returned, ...rest }: Case): Case {
  return rest;
}

function isAnothers({ claim }: Case, by: StaffId, now: Date): boolean {
  return isHeld(claim, now) && claim.by !== by;
}

function leaseEnd(now: Date): string {
  return new Date(now.getTime() + leaseDays * 86_400_000).toISOString();
}

/** Nothing happened after it was told, nor before there was a case that was open: a phone's clock may be wrong. */
function happenedAt({ queuedAt, reopenedAt = queuedAt }: Case, on: string | undefined, now: Date): string {
  const told = now.toISOString();
  if (on === undefined) return told;
  const said = new Date(on).toISOString();
  if (said > told) return told;
  return said < reopenedAt ? reopenedAt : said;
}
