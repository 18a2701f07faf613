import * as z from "zod/mini";
import { database } from "./database.ts";

const Kept = z.object({
  keptAt: z.iso.datetime(),
  /** After this nobody may read it, signal or not. */
  until: z.iso.datetime(),
  reply: z.unknown(),
});
export type Kept = z.infer<typeof Kept>;

/** A working day and the night after it: who has had no signal for longer has others to ask. */
const keptHours = 36;

const keyOf = (staff: string, what: string) => `${staff} ${what}`;

/** Keeps an answer for one member of staff, until a day has passed or `until` if that comes sooner. */
export async function keep(staff: string, what: string, reply: unknown, until?: string): Promise<void> {
  const now = Date.now();
  const latest = new Date(now + keptHours * 3_600_000).toISOString();
  const kept: Kept = {
    keptAt: new Date(now).toISOString(),
    until: until !== undefined && until < latest ? until : latest,
    reply,
  };
  await (await database()).put("kept", kept, keyOf(staff, what));
}

/** What was kept for them and may still be read. */
export async function kept(staff: string, what: string): Promise<Kept | undefined> {
  const found = Kept.safeParse(await (await database()).get("kept", keyOf(staff, what)));
  return found.success && found.data.until > new Date().toISOString() ? found.data : undefined;
}

/** Lets go of what nobody may read any more. */
export async function letGoOfOld(): Promise<void> {
  const now = new Date().toISOString();
  const store = (await database()).transaction("kept", "readwrite").store;
  for await (const cursor of store) {
    const found = Kept.safeParse(cursor.value);
    if (!found.success || found.data.until <= now) await cursor.delete();
  }
}

/** Lets go of everything kept to read; what is not sent yet stays. */
export async function letGoOfAll(): Promise<void> {
  await (await database()).clear("kept");
}
