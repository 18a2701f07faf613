import { countyOf } from "#events/identifiers.ts";
import type { OutreachNotice } from "#events/outreach-notice.ts";
import type { EvaluateDependencies } from "./dependencies.ts";

/**
 * Sends notices to the outreach queue, and each also to its county's own queue where the county has one.
 * Resolves with the notices that some queue did not take.
 */
export async function sendNotices(
  { environment, send }: Pick<EvaluateDependencies, "environment" | "send">,
  notices: readonly OutreachNotice[],
): Promise<ReadonlySet<string>> {
  const byQueue = new Map<string, OutreachNotice[]>([[environment.OUTREACH_QUEUE_URL, [...notices]]]);
  for (const notice of notices) {
    const county = countyOf(notice.area);
    if (county === undefined || !environment.OUTREACH_COUNTIES.has(county)) continue;
    const queueUrl = `${environment.OUTREACH_QUEUE_URL}-${county}`;
    byQueue.set(queueUrl, [...(byQueue.get(queueUrl) ?? []), notice]);
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
