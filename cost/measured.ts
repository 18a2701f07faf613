import * as z from "zod/mini";
import { readYaml } from "./price-file.ts";

const Units = z.strictObject({
  eventBridgeChunks: z.number(),
  sqsRequests: z.number(),
  sqsFairRequests: z.number(),
  lambdaInvocations: z.number(),
  lambdaGigabyteSeconds: z.number(),
  readUnits: z.number(),
  writeUnits: z.number(),
  logBytes: z.number(),
});

const Measured = z.strictObject({
  on: z.coerce.date(),
  command: z.string(),
  households: z.number(),
  /** As `pfp push` packs changes into events. */
  packed: Units,
  /** One change an event. */
  single: Units,
  /** One function call a change, an outbox row, no folding: what a textbook would build. */
  textbook: z.optional(Units),
  textbookBytesPerHousehold: z.optional(z.number()),
  changesPerEvent: z.number(),
  /** Changes a second that one instance of evaluate works off. */
  changesASecondPerInstance: z.number(),
  /** Notices that a change raises, revises or withdraws, and how many a second one instance of deliver puts on lists. */
  noticesPerChange: z.number(),
  noticesASecondPerInstance: z.number(),
  bytesPerHousehold: z.number(),
  archivedBytesPerChange: z.number(),
  /** Units of the household's item itself. */
  item: z.strictObject({ read: z.number(), write: z.number() }),
});

const Quota = z.strictObject({ value: z.number(), source: z.string() });
const Quotas = z.strictObject({
  eventBridgePutsASecond: Quota,
  eventBridgeInvocationsASecond: Quota,
  dynamoDbWriteUnitsASecond: Quota,
  lambdaConcurrencyAtStart: Quota,
  lambdaConcurrencyMoreAMinute: Quota,
});

const WorstDay = z.strictObject({
  id: z.string(),
  zh: z.string(),
  en: z.string(),
  changesPerHousehold: z.optional(z.number()),
  changes: z.optional(z.number()),
  sweptShare: z.optional(z.number()),
  /** Where it is not what the month measured has. */
  noticesPerChange: z.optional(z.number()),
  hours: z.optional(z.number()),
  packed: z.optional(z.boolean()),
});

export type Measured = z.infer<typeof Measured>;
export type WorstDay = z.infer<typeof WorstDay>;
export type Quotas = z.infer<typeof Quotas>;

/** What the benches counted. Throws an Error that names the field that is wrong. */
export const readMeasured = () => readYaml(new URL("measured.yaml", import.meta.url), Measured);
export const readQuotas = () => readYaml(new URL("quotas.yaml", import.meta.url), Quotas);
export const readWorstDays = () => readYaml(new URL("worst-days.yaml", import.meta.url), z.array(WorstDay));
