/** Whether the desk answers, as far as the last try and the phone tell. */
let there = navigator.onLine;
const listeners = new Set<() => void>();

export function tellSignal(now: boolean): void {
  if (there === now) return;
  there = now;
  for (const listener of listeners) listener();
}

addEventListener("online", () => tellSignal(true));
addEventListener("offline", () => tellSignal(false));

/** For `useSyncExternalStore`. */
export const signal = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): boolean => there,
};
