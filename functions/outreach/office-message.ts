import { CharityReferred } from "#events/charity-referral.ts";
import { OutreachNotice } from "#events/outreach-notice.ts";
import type { WebhookMessage } from "./signed-webhook.ts";

/** What there is to be told of. */
export type MessageKind = "notices" | "referrals";

/** What an office's own system is told of, and where that belongs. */
export interface OfficeMessage extends WebhookMessage {
  readonly kind: MessageKind;
  /** The area it is about. */
  readonly area: string;
  readonly role: string;
}

/** What an office system wants to be told of. */
export interface Subscription {
  /** A province's, prefecture's or county's code: a notice keeps its identifier within a county and no longer. */
  readonly area: string;
  readonly takes: ReadonlySet<MessageKind>;
  /** The roles whose notices its people may see. */
  readonly roles: ReadonlySet<string>;
}

/** A queue's message as an office system gets it; undefined where it is nothing that one is told of. */
export function officeMessage(body: unknown): OfficeMessage | undefined {
  const referred = CharityReferred.safeParse(body);
  if (referred.success) {
    const { referral, revision, area, role } = referred.data.detail;
    return {
      kind: "referrals",
      id: `${referral}.${revision}`,
      body: JSON.stringify(referred.data.detail),
      area,
      role,
    };
  }
  const notice = OutreachNotice.safeParse(body);
  if (!notice.success) return undefined;
  const { notice: id, revision, area, role } = notice.data;
  return { kind: "notices", id: `${id}.${revision}`, body: JSON.stringify(notice.data), area, role };
}

/** True where a subscriber is to be told of a message. */
export function isFor(
  { area, takes, roles }: Subscription,
  message: Pick<OfficeMessage, "kind" | "area" | "role">,
): boolean {
  return takes.has(message.kind) && message.area.startsWith(area) && roles.has(message.role);
}
