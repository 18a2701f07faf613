import { clearlyBelow, monthly, signals, standings } from "./calibration.ts";
import type { Family, FamilyMonth } from "./family.ts";
import type { SourceChange } from "./first-report.ts";
import { someDay } from "./month.ts";
import { toFen, weighted } from "./random.ts";
import { happensThisMonth } from "./register-changes.ts";

const guarantee = standings["on the guarantee"].programmes;
const [ofGuarantee] = guarantee;

/** The guarantee is granted to the family, or ends. */
export function statusOf(family: Family, { random, month }: FamilyMonth): SourceChange[] {
  const { household, enrolled = [] } = family.household;
  const receives = enrolled.some((programme) => programme === ofGuarantee);
  const possible = receives || incomePerPerson(family) < clearlyBelow;
  if (!possible || !happensThisMonth(random, receives ? monthly.stopped : monthly.granted)) return [];
  const others = enrolled.filter((programme) => !guarantee.includes(programme) && programme !== "low-income-margin");
  const set = { enrolments: receives ? others : [...others, ...guarantee] };
  return [{ source: "rescue", change: { household, asOf: someDay(random, month), set } }];
}

/** Yuan a month; infinite where an income is not known, for nobody grants on a guess. */
function incomePerPerson({ household: { facts = {} }, members }: Family): number {
  const parts = [facts["otherMonthlyIncome"], ...members.map((member) => member.facts["monthlyIncome"])];
  const total = parts.reduce<number>(
    (sum, part) => sum + (typeof part === "number" ? part : Number.POSITIVE_INFINITY),
    0,
  );
  return toFen(total / members.length);
}

/** A grid worker or the hotline reports a fire, an accident, an illness. */
export function signalOf({ household: { household } }: Family, { random, month }: FamilyMonth): SourceChange[] {
  if (!happensThisMonth(random, monthly.signal)) return [];
  const set = { manualSignal: weighted(random, signals) };
  return [{ source: "grid", change: { household, asOf: someDay(random, month), set } }];
}
