import { countyOf } from "#events/identifiers.ts";
import type { OutreachNotice } from "#events/outreach-notice.ts";
import type { EvaluateDependencies } from "./dependencies.ts";

/**
 * Sends notices to the outreach queue, and each also to its county's own queue where the county has one and to the
 * queues of webhooks that its area is told to. Resolves with the notices that some queue did not take.
 */
export async function sendNotices(
  { environment, send }: Pick<EvaluateDependencies, "environment" | "send">,
  notices: readonly OutreachNotice[],
): Promise<ReadonlySet<string>> {
  const byQueue = new Map<string, OutreachNotice[]>([[environment.OUTREACH_QUEUE_URL, [...notices]]]);
  for (const notice of notices) {
    for (const queueUrl of officeQueues(environment, notice)) {
      byQueue.set(queueUrl, [...(byQueue.get(queueUrl) ?? []), notice]);
    }
  }
  const untold = new Set<string>();
  for (const [queueUrl, messages] of byQueue) {
    const refused = await send(
      queueUrl,
      messages.map((body) => ({ body, attributes: { area: body.area, role: body.role, status: body.status } })),
    );
    for (const index of refused) {
      const notice = messages[index];
      if (notice) untold.add(notice.notice);
    }
  }
  return untold;
}

function officeQueues(
  { OUTREACH_QUEUE_URL, OUTREACH_COUNTIES, OUTREACH_WEBHOOKS }: EvaluateDependencies["environment"],
  { area }: Pick<OutreachNotice, "area">,
): string[] {
  const county = countyOf(area);
  const webhooks = [...OUTREACH_WEBHOOKS].filter(([, under]) => area.startsWith(under));
  return [
    ...(county !== undefined && OUTREACH_COUNTIES.has(county) ? [`${OUTREACH_QUEUE_URL}-${county}`] : []),
    ...webhooks.map(([name]) => `${OUTREACH_QUEUE_URL}-webhook-${name}`),
  ];
}
