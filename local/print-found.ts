import type { Standard } from "#eligibility/standard.ts";
import type { ExpectedNotice } from "./expected-notices.ts";
import { compareNotices, type NoticeDifferences } from "./notices-found.ts";

/** The notices that stand open, in all and by county queue. */
export interface Found {
  readonly cases: readonly ExpectedNotice[];
  readonly queues: ReadonlyMap<string, readonly ExpectedNotice[]>;
}

/** Prints how many households were found, for which programmes, and in which queues. */
export function printFound({ document, label }: Standard, today: string, { cases, queues }: Found): void {
  const households = new Set(cases.map(({ household }) => household));
  console.log(`\n找到 ${households.size} 户 households found on ${today}, judged by ${label}:`);
  for (const { id, name } of document.programmes) {
    const count = cases.filter(({ programmes }) =>
      programmes.some((programme) => programme.id === id && programme.verdict === "eligible"),
    ).length;
    console.log(`  ${String(count).padStart(6)}  ${name.zh} ${name.en}`);
  }
  console.log("\n队列 queues, and the open notices in them:");
  for (const [county, notices] of queues) {
    const area = document.areas.find(({ code }) => code === county);
    console.log(`  ${String(notices.length).padStart(6)}  outreach-${county}  ${area?.zh ?? ""} ${area?.en ?? ""}`);
  }
  console.log(`  ${String(cases.length).padStart(6)}  工单 cases in all, one notice a household and role`);
}

/** Prints whether cases and county queues hold exactly what the offline judgement gives. Throws where they do not. */
export function printComparison(expected: readonly ExpectedNotice[], { cases, queues }: Found): void {
  let differing = false;
  const compare = (name: string, differences: NoticeDifferences) => {
    const { same, missed, wrong, different } = differences;
    console.log(
      `  ${name}: ${same} as expected, ${missed.length} missed, ${wrong.length} wrong, ${different.length} different`,
    );
    for (const [what, keys] of Object.entries({ missed, wrong, different })) {
      if (keys.length === 0) continue;
      differing = true;
      console.log(`    ${what}: ${keys.slice(0, 5).join(", ")}${keys.length > 5 ? ", …" : ""}`);
    }
  };
  console.log("\n核对 compared with the offline judgement of the same facts:");
  compare("cases", compareNotices(expected, cases));
  for (const [county, notices] of queues) {
    const ofCounty = expected.filter(({ area }) => area.startsWith(county));
    compare(`outreach-${county}`, compareNotices(ofCounty, notices));
  }
  if (differing) throw new Error("the notices are not those of the offline judgement; see the list above");
}
