import * as z from "zod/mini";

/** The token lives as long as the window: whoever finds the phone later must sign in. */
const Session = z.object({ token: z.string(), expiresAt: z.iso.datetime() });
export type Session = z.infer<typeof Session>;

/** Why there is no session, where there was one. */
export type Ended = "signed-out" | "expired";

const place = "desk.session";
const listeners = new Set<() => void>();
let session = restored();
let ended: Ended | undefined;

function restored(): Session | undefined {
  try {
    const found = Session.safeParse(JSON.parse(sessionStorage.getItem(place) ?? "null"));
    return found.success && found.data.expiresAt > new Date().toISOString() ? found.data : undefined;
  } catch {
    return undefined;
  }
}

function tell(): void {
  for (const listener of listeners) listener();
}

export function beginSession(fresh: Session): void {
  session = fresh;
  ended = undefined;
  sessionStorage.setItem(place, JSON.stringify(fresh));
  tell();
}

export function endSession(why: Ended): void {
  if (session === undefined) return;
  session = undefined;
  ended = why;
  sessionStorage.removeItem(place);
  tell();
}

/** For `useSyncExternalStore`. */
export const sessionNow = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): Session | undefined => session,
  ended: (): Ended | undefined => ended,
};
