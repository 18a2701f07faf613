import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** What the phone keeps: what the desk answered, by staff and request, and what is not sent yet. */
interface DeskDatabase extends DBSchema {
  kept: { key: string; value: unknown };
  unsent: { key: string; value: unknown };
}

let opened: Promise<IDBPDatabase<DeskDatabase>> | undefined;

export function database(): Promise<IDBPDatabase<DeskDatabase>> {
  opened ??= openDB<DeskDatabase>("desk", 1, {
    upgrade(fresh) {
      fresh.createObjectStore("kept");
      fresh.createObjectStore("unsent");
    },
  });
  return opened;
}
