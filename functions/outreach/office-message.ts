import { OutreachNotice } from "#events/outreach-notice.ts";
import type { WebhookMessage } from "./signed-webhook.ts";

/** What an office's own system is told of, and where that belongs. */
export interface OfficeMessage extends WebhookMessage {
  /** The area it is about. */
  readonly area: string;
  readonly role: string;
}

/** What an office system wants to be told of. */
export interface Subscription {
  /** A province's, prefecture's or county's code: a notice keeps its identifier within a county and no longer. */
  readonly area: string;
  /** The roles whose notices its people may see. */
  readonly roles: ReadonlySet<string>;
}

/** A queue's message as an office system gets it; undefined where it is nothing that one is told of. */
export function officeMessage(body: unknown): OfficeMessage | undefined {
  const notice = OutreachNotice.safeParse(body);
  if (!notice.success) return undefined;
  const { notice: id, revision, area, role } = notice.data;
  return { id: `${id}.${revision}`, body: JSON.stringify(notice.data), area, role };
}

/** True where a subscriber is to be told of a message. */
export function isFor({ area, roles }: Subscription, message: Pick<OfficeMessage, "area" | "role">): boolean {
  return message.area.startsWith(area) && roles.has(message.role);
}
