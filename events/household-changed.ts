import * as z from "zod/mini";
import { AsOf, CalendarDate } from "./calendar.ts";
import { FactName, FactValue } from "./fact-value.ts";
import { HouseholdId, PersonId } from "./identifiers.ts";
import { ReportedOutcome } from "./reported-outcome.ts";

/** The bus that source systems put their events on. */
export const busName = "household-events";

/** The event's name and major version on the bus: EventBridge `DetailType`. */
export const householdChanged = "household.changed.v1";

/** The most changes one event may pack. */
export const maximumChanges = 500;

/** The largest entry EventBridge takes, in bytes of UTF-8. */
export const maximumEntryBytes = 256 * 1024;

const EventId = z
  .string({ error: "the event's identifier, unique for its source, as text" })
  .check(z.regex(/^[\x21-\x7e]{1,200}$/, { error: "1 to 200 printable ASCII characters without spaces" }));

const Sequence = z
  .int({ error: "a whole number that never falls within a source's subject" })
  .check(z.nonnegative({ error: "a whole number of 0 or more" }));

/** What every change has beside its subject; a source's contract narrows `set` and `unset`. */
export const changeFields = {
  asOf: AsOf,
  set: z.optional(z.record(FactName, FactValue, { error: "facts by name" })),
  unset: z.optional(
    z.array(FactName, { error: "a list of facts' names" }).check(z.maxLength(100, { error: "at most 100 names" })),
  ),
  // A correction: the report named here is taken back for the facts that this change sets or unsets, and for no others.
  supersedes: z.optional(
    z.strictObject(
      { id: EventId, sequence: Sequence, asOf: AsOf },
      { error: "the change it corrects, as it was sent: { id, sequence, asOf }" },
    ),
  ),
  // By which the family lets these facts be asked for; they are known until its last day.
  authorisation: z.optional(
    z.strictObject({ id: EventId, until: CalendarDate }, { error: "the family's authorisation: { id, until }" }),
  ),
  // A sender that packs several events into one keeps each event's own identity here; without them the event's count.
  id: z.optional(EventId),
  sequence: z.optional(Sequence),
};

const PersonChange = z.strictObject({ person: PersonId, ...changeFields }, { error: "a change" });
const HouseholdChange = z.strictObject(
  { household: HouseholdId, ...changeFields, outcome: z.optional(ReportedOutcome) },
  { error: "a change" },
);

/** "From this date, these facts of this person are so." */
export type PersonChange = z.infer<typeof PersonChange>;
/** "From this date, these facts of this household are so." */
export type HouseholdChange = z.infer<typeof HouseholdChange>;
export type Change = PersonChange | HouseholdChange;

/** Parses one change; the subject decides which form it must have, so that an error names the right field. */
export function parseChange(input: unknown) {
  const ofPerson = typeof input === "object" && input !== null && Object.hasOwn(input, "person");
  return (ofPerson ? PersonChange : HouseholdChange).safeParse(input);
}

/**
 * The event's `Detail`, its changes not yet looked into: each is parsed by itself, so that one malformed change does
 * not hold up its neighbours.
 */
export const HouseholdChangedEnvelope = z.strictObject(
  {
    id: EventId,
    sequence: Sequence,
    changes: z
      .array(z.unknown(), { error: "a list of 1 to 500 changes" })
      .check(
        z.minLength(1, { error: "a list of 1 to 500 changes" }),
        z.maxLength(maximumChanges, { error: "a list of 1 to 500 changes" }),
      ),
  },
  { error: "an event with id, sequence and changes" },
);
export type HouseholdChangedEnvelope = z.infer<typeof HouseholdChangedEnvelope>;

/** The event's `Detail`, whole. */
export interface HouseholdChanged {
  readonly id: string;
  readonly sequence: number;
  readonly changes: readonly Change[];
}

/** An event as EventBridge hands it to a queue; fields that we do not read may be there. */
export const BusEvent = z.object(
  {
    source: z.string({ error: "the source system's name" }),
    "detail-type": z.string({ error: "the event's name" }),
    time: z.optional(z.string()),
    detail: z.unknown(),
  },
  { error: "an event from the bus" },
);
export type BusEvent = z.infer<typeof BusEvent>;
