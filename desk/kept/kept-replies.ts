import * as z from "zod/mini";
import { inStore, valueAt } from "./database.ts";

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
  await inStore("kept", "readwrite", (store) => store.put(kept, keyOf(staff, what)));
}

/** What was kept for them and may still be read. */
export async function kept(staff: string, what: string): Promise<Kept | undefined> {
  const found = Kept.safeParse(await valueAt("kept", keyOf(staff, what)));
  return found.success && found.data.until > new Date().toISOString() ? found.data : undefined;
}

/** Lets go of what nobody may read any more. */
export async function letGoOfOld(): Promise<void> {
  const now = new Date().toISOString();
  await inStore("kept", "readwrite", (store) => {
    const request = store.openCursor();
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return;
      const found = Kept.safeParse(cursor.value);
      if (!found.success || found.data.until <= now) cursor.delete();
      cursor.continue();
    };
  });
}

/** Lets go of everything kept to read; what is not sent yet stays. */
export async function letGoOfAll(): Promise<void> {
  await inStore("kept", "readwrite", (store) => store.clear());
}
