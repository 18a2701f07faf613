import * as z from "zod/mini";

/** Where a case is: waits, is held by a worker, the family was spoken to, is done, or was withdrawn. */
export const CaseState = z.enum(["queued", "claimed", "contacted", "closed", "withdrawn"]);
export type CaseState = z.infer<typeof CaseState>;

/** 极危/高危/中危/低危, as days: within a day, three working days, seven, fifteen. */
export const Urgency = z.enum(["urgent", "high", "normal", "low"]);
export type Urgency = z.infer<typeof Urgency>;

/** The level of the office that should be acting; overdue, a case climbs. */
export const EscalationLevel = z.enum(["village", "town", "county"]);
export type EscalationLevel = z.infer<typeof EscalationLevel>;

/**
 * Why a visit is recalled: nobody it was about is alive; the family lives elsewhere; it receives what it was due; facts
 * or standards changed; staff closed it with an outcome; what staff found elsewhere in the household asks to wait.
 */
export const WithdrawalReason = z.enum(["deceased", "moved", "received", "no-longer-due", "closed", "held"]);
export type WithdrawalReason = z.infer<typeof WithdrawalReason>;

/** What staff found: the nineteen ways in which a case ends. */
export const OutcomeCode = z.enum([
  "applied-helped",
  "applied-self",
  "already-receiving",
  "not-eligible-income",
  "not-eligible-property",
  "not-eligible-other",
  "refused-no-need",
  "refused-stigma",
  "refused-authorisation",
  "not-at-address",
  "moved-away",
  "no-contact-3x",
  "deceased",
  "data-wrong-identity",
  "data-wrong-fact",
  "urgent-handed-over",
  "referred-charity",
  "referred-other-department",
  "visit-blocked",
]);
export type OutcomeCode = z.infer<typeof OutcomeCode>;

/** How staff tried to reach the family. */
export const ContactWay = z.enum(["visit", "phone", "message"]);
export type ContactWay = z.infer<typeof ContactWay>;
