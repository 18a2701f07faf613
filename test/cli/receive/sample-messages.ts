import type { ChangeQuarantined } from "#events/change-quarantined.ts";
import type { NoticeProgramme, OutreachNotice } from "#events/outreach-notice.ts";

const guarantee: NoticeProgramme = {
  id: "minimum-living-guarantee",
  verdict: "eligible",
  amount: 1284.5,
  per: "month",
  reasons: ["income-below-standard"],
  missing: [],
  check: ["registered-in-zhejiang", "no-vehicle"],
};

/** A programme of a person that a missing fact leaves open. */
export const careToAskAbout: NoticeProgramme = {
  id: "severe-disability-care",
  person: "p-81c2",
  verdict: "unknown",
  per: "month",
  reasons: ["severe-disability"],
  missing: ["person:p-81c2.disabilityCertificateUntil"],
  check: [],
};

/** A notice of a family in West Lake district that may qualify for the guarantee. */
export function aNotice(notice: Partial<OutreachNotice> = {}): OutreachNotice {
  return {
    type: "outreach.notice",
    notice: "n-1",
    revision: 1,
    status: "open",
    household: "h-204",
    area: "330106001001",
    role: "assistance-worker",
    programmes: [guarantee],
    due: "2022-07-11",
    standards: "zhejiang@2022.7",
    ...notice,
  };
}

/** A change that was set aside for one of its fields. */
export const aQuarantinedChange: ChangeQuarantined = {
  type: "change.quarantined",
  code: "malformed-change",
  source: "human-resources",
  event: "human-resources-17",
  change: 2,
  problems: [{ field: "asOf", found: "number", expected: "a date such as 2022-07-01" }],
  at: "2022-07-01T08:30:00.000Z",
  rejected: { person: "p-1", asOf: 20220701, set: { monthlyIncome: 620 } },
};
