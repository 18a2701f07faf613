import * as z from "zod/mini";
import { inStore, valueAt } from "../kept/database.ts";
import { Unsent, type UnsentList } from "./unsent.ts";

const listKey = "list";
const Stored = z.array(Unsent);
const listeners = new Set<(list: UnsentList) => void>();
const otherWindows = new BroadcastChannel("unsent");
let latest: UnsentList = [];

function tell(list: UnsentList): void {
  latest = list;
  for (const listener of listeners) listener(list);
}

otherWindows.addEventListener("message", () => void readUnsent());

/** Throws where what is stored cannot be read: it is somebody's work and must not be passed over in silence. */
export async function readUnsent(): Promise<UnsentList> {
  const list = listOf(await valueAt("unsent", listKey));
  tell(list);
  return list;
}

/** Changes the list in one transaction, so that no window overwrites another's; kept when this resolves. */
export async function changeUnsent(change: (list: UnsentList) => UnsentList): Promise<UnsentList> {
  const lists = await inStore<{ readonly before: UnsentList; readonly after: UnsentList }>(
    "unsent",
    "readwrite",
    (store, give) => {
      const request = store.get(listKey);
      request.onsuccess = () => {
        const before = listOf(request.result);
        const after = change(before);
        if (after !== before) store.put([...after], listKey);
        give({ before, after });
      };
    },
  );
  if (!lists) throw new Error("the list of what is not sent was not read");
  tell(lists.after);
  if (lists.after !== lists.before) otherWindows.postMessage("changed");
  return lists.after;
}

function listOf(stored: unknown): UnsentList {
  return stored === undefined ? [] : Stored.parse(stored);
}

/** For `useSyncExternalStore`. */
export const unsentNow = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): UnsentList => latest,
};
