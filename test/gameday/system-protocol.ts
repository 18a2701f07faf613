import * as z from "zod/mini";

/** What the process of the system is started with, as JSON. */
export const Settings = z.object({
  assembly: z.string(),
  data: z.string(),
  port: z.number(),
  /** The folder of backups: it outlives the data, as a copy in another region does. */
  vaults: z.string(),
  /** Milliseconds by which its clock is ahead of the real one. */
  clockOffset: z.number(),
});
export type Settings = z.infer<typeof Settings>;

/** What its parent asks of it, besides what anybody may through its endpoint. */
export const Ask = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("advance"), milliseconds: z.number() }),
  z.object({ kind: z.literal("quiet") }),
  z.object({ kind: z.literal("alarms") }),
  z.object({ kind: z.literal("desk"), port: z.number(), personas: z.string() }),
  z.object({ kind: z.literal("stop") }),
]);
export type Ask = z.infer<typeof Ask>;

export const Answer = z.object({
  alarms: z.optional(
    z.array(
      z.object({
        name: z.string(),
        state: z.enum(["OK", "ALARM", "INSUFFICIENT_DATA"]),
        values: z.readonly(z.array(z.nullable(z.number()))),
      }),
    ),
  ),
});
export type Answer = z.infer<typeof Answer>;
