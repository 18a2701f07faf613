import * as z from "zod/mini";
import { CalendarDate } from "../calendar.ts";
import { AreaCode, ProgrammeId } from "../identifiers.ts";
import { Per } from "../outreach-notice.ts";
import { Text } from "./text.ts";

const Clause = z.object({ title: z.string(), clause: z.optional(z.string()) });

/** `GET /standards/current`: the words for the codes in cases. Kept by its version: it never changes under one. */
export const CurrentStandards = z.object({
  /** Name and version, such as `zhejiang@2022.7`. */
  standards: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  programmes: z.array(
    z.object({
      id: ProgrammeId,
      name: Text,
      role: z.string(),
      of: z.enum(["person", "household"]),
      source: z.array(Clause),
      per: Per,
      /** What is given in kind. */
      gives: z.optional(Text),
      tiers: z.array(z.object({ id: z.string(), text: Text })),
      conditions: z.array(
        z.object({ id: z.string(), text: Text, layer: z.enum(["screening", "verification"]), source: z.array(Clause) }),
      ),
    }),
  ),
  /** By their name in `missing`: `household.savings`, `person.birthDate`. */
  facts: z.array(
    z.object({
      fact: z.string(),
      label: Text,
      question: Text,
      sensitivity: z.enum(["ordinary", "personal", "sensitive"]),
    }),
  ),
  roles: z.array(z.object({ id: z.string(), name: Text, level: z.string() })),
  areas: z.array(z.object({ code: AreaCode, zh: z.string(), en: z.string() })),
});
export type CurrentStandards = z.infer<typeof CurrentStandards>;

/** `GET /standards/parameters`: what a preview may give another value, with the value in force in an area on a day. */
export const StandardParameters = z.object({
  standards: z.string(),
  area: AreaCode,
  on: CalendarDate,
  parameters: z.array(
    z.object({
      /** `minimumLivingGuarantee`; of a table at a key `longevityAllowance[80]`. */
      name: z.string(),
      description: Text,
      /** `yuan`, `years`, …; absent for a plain number. */
      unit: z.optional(z.string()),
      /** True where the values are made up for demonstration. */
      synthetic: z.boolean(),
      /** Absent where the area has none by that day. */
      value: z.optional(z.number()),
    }),
  ),
});
export type StandardParameters = z.infer<typeof StandardParameters>;
