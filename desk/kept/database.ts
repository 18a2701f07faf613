/** What the phone keeps: what the desk answered (`kept`), and what is not sent yet (`unsent`). */
export type StoreName = "kept" | "unsent";

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((done, reject) => {
    const request = indexedDB.open("desk", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("kept");
      request.result.createObjectStore("unsent");
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/** Works on one store in one transaction; resolves once it is written, rejects where nothing of it was. */
export async function inStore<Result>(
  name: StoreName,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore, give: (result: Result) => void) => void,
): Promise<Result | undefined> {
  const transaction = (await open()).transaction(name, mode, { durability: "strict" });
  let given: Result | undefined;
  return new Promise((done, reject) => {
    transaction.oncomplete = () => done(given);
    transaction.onabort = () => reject(transaction.error);
    work(transaction.objectStore(name), (result) => {
      given = result;
    });
  });
}

/** The value at a key. */
export function valueAt(name: StoreName, key: string): Promise<unknown> {
  return inStore<unknown>(name, "readonly", (store, give) => {
    const request = store.get(key);
    request.onsuccess = () => give(request.result);
  });
}
