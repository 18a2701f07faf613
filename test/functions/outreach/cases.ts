import type { NoticeProgramme, OutreachNotice } from "#events/outreach-notice.ts";
import { type Case, withNotice } from "#outreach/case.ts";

/** A programme in a notice: 321 yuan a month unless told otherwise. */
export function programmeOf(id: string, about: Partial<NoticeProgramme> = {}): NoticeProgramme {
  return { id, verdict: "eligible", amount: 321, per: "month", reasons: [], missing: [], check: [], ...about };
}

/** A notice about household h-204 in a village of Hangzhou's 西湖区. */
export function noticeOf(about: Partial<OutreachNotice> = {}): OutreachNotice {
  return {
    type: "outreach.notice",
    notice: "n-abc",
    revision: 1,
    status: "open",
    household: "h-204",
    area: "330106001001",
    role: "assistance-worker",
    programmes: [programmeOf("minimum-living-guarantee")],
    due: "2022-07-11",
    window: { earliest: "2022-07-04", latest: "2022-07-18" },
    escalation: [
      { level: "town", role: "civil-affairs-clerk", on: "2022-07-19" },
      { level: "county", role: "county-civil-affairs", on: "2022-07-26" },
    ],
    standards: "zhejiang@2022.7",
    ...about,
  };
}

/** The moment at which the notices of these tests become cases. */
export const raisedAt = new Date("2022-07-04T09:00:00+08:00");

export function caseOf(notice: OutreachNotice = noticeOf()): Case {
  const raised = withNotice(undefined, notice, raisedAt);
  if (!raised) throw new Error("a first notice always becomes a case");
  return raised.case;
}

/** So many hours after the notices were raised. */
export function hoursLater(hours: number): Date {
  return new Date(raisedAt.getTime() + hours * 3_600_000);
}
