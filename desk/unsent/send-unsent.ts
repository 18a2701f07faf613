import { afterSending, nextToSend, type Sent, type Unsent, type UnsentList, underWay } from "./unsent.ts";

/** What sending needs: a list that outlives the page, and the desk. */
export interface SendingPorts {
  /** Changes the list as one act, kept before it resolves; gives the list after it. */
  readonly change: (change: (list: UnsentList) => UnsentList) => Promise<UnsentList>;
  readonly send: (item: Unsent) => Promise<Sent>;
}

/**
 * Sends what waits, one after the other, until nothing is left to send or the desk does not answer. One run at a time
 * for all windows: the caller holds a lock. Gives what is left.
 */
export async function sendUnsent(staff: string, { change, send }: SendingPorts): Promise<UnsentList> {
  let list = await change((now) => now);
  for (;;) {
    const next = nextToSend(list, staff);
    if (!next) return list;
    await change((now) => underWay(now, next.key));
    const sent = await send(next);
    list = await change((now) => afterSending(now, next.key, sent));
    // Still the next: no answer, or none that settles it.
    if (nextToSend(list, staff)?.key === next.key) return list;
  }
}
