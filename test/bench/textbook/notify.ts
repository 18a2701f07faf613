// The textbook's third function: called for one message, it writes the case of each role.
import type { SQSEvent } from "aws-lambda";
import type { TextbookNotice } from "./household-row.ts";
import { rowsOf, variable } from "./rows.ts";

/** A case as staff would see it. */
export interface CaseRow {
  readonly case: string;
  readonly version: number;
  readonly household: string;
  readonly status: "open" | "withdrawn";
  readonly notice?: TextbookNotice;
}

interface Told {
  readonly household: string;
  readonly version: number;
  readonly notices: readonly TextbookNotice[];
  readonly withdrawn: readonly Pick<TextbookNotice, "role" | "area">[];
}

const cases = rowsOf<CaseRow>(
  variable("CASES_TABLE"),
  "case",
  (row) => row.case,
  (text) => JSON.parse(text),
);

export async function handler({ Records }: SQSEvent): Promise<void> {
  for (const { body } of Records) {
    const { household, version, notices, withdrawn }: Told = JSON.parse(body);
    const of = ({ role, area }: Pick<TextbookNotice, "role" | "area">) => ({
      ...{ case: `${household}#${role}#${area}`, version, household },
    });
    // An older message that comes later is refused.
    for (const notice of notices) await cases.write({ ...of(notice), status: "open", notice });
    for (const gone of withdrawn) await cases.write({ ...of(gone), status: "withdrawn" });
  }
}
