import type { CaseDetail } from "#events/desk-api/cases.ts";
import type { ProblemDetails } from "#events/desk-api/problem-details.ts";

/** A case that waits for an assistance worker of a community; what is given replaces what would be so. */
export function caseDetail(different: Partial<CaseDetail>): CaseDetail {
  return {
    notice: "n-1",
    revision: 0,
    noticeRevision: 1,
    state: "queued",
    household: "h-1",
    area: "330106001001",
    office: "330106001001",
    role: "assistance-worker",
    copy: false,
    urgency: "normal",
    window: { earliest: "2022-07-01", due: "2022-07-12", latest: "2022-07-20" },
    overdue: false,
    level: "village",
    stake: 963,
    phoneFirst: false,
    programmes: [],
    queuedAt: "2022-07-01T01:00:00.000Z",
    contacts: 0,
    standards: "zhejiang@2022.7",
    sameHousehold: [],
    byBrokenGlass: false,
    ...different,
  };
}

/** The desk's answer to a command on a case that has changed meanwhile. */
export function revisionConflict(now: CaseDetail): ProblemDetails {
  const titles = { zh: "工单已被改动", en: "The case has changed meanwhile" };
  return {
    type: "urn:policies-find-people:problem:revision-conflict",
    status: 409,
    code: "revision-conflict",
    title: titles.zh,
    titles,
    case: now,
  };
}
