import * as z from "zod/mini";
import { database } from "../kept/database.ts";
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
  const stored = await (await database()).get("unsent", listKey);
  const list = stored === undefined ? [] : Stored.parse(stored);
  tell(list);
  return list;
}

/** Changes the list in one transaction, so that no window overwrites another's; kept when this resolves. */
export async function changeUnsent(change: (list: UnsentList) => UnsentList): Promise<UnsentList> {
  const transaction = (await database()).transaction("unsent", "readwrite");
  const stored = await transaction.store.get(listKey);
  const before: UnsentList = stored === undefined ? [] : Stored.parse(stored);
  const after = change(before);
  if (after !== before) await transaction.store.put([...after], listKey);
  await transaction.done;
  tell(after);
  if (after !== before) otherWindows.postMessage("changed");
  return after;
}

/** For `useSyncExternalStore`. */
export const unsentNow = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): UnsentList => latest,
};
