import { judge, possible } from "#eligibility/judge.ts";
import type { CaseDetail } from "#events/desk-api/cases.ts";
import { knownFacts } from "#household/known-facts.ts";
import { circumstancesOf } from "#household/outcomes.ts";
import { withCurrentArea } from "#household/settle.ts";
import type { Case } from "#outreach/case.ts";
import { needOf, referralId, standingOfNeed } from "#outreach/charity-referral.ts";
import type { Asker, OperationDependencies } from "./operation.ts";

/**
 * What is to be said of charity on a case; undefined where no need was seen. The household is read and judged only where
 * it is not referred: by all programmes, of which nothing else is told.
 */
export async function charityOf(
  found: Case,
  { reader, standard }: Pick<Asker, "reader" | "standard">,
  households: OperationDependencies["households"],
): Promise<CaseDetail["charity"]> {
  const { outcome, charity, household } = found;
  const referral = charity === undefined ? {} : { referral: referralId(found) };
  if (!outcome || needOf(found) !== "seen") return charity && { standing: charity, ...referral };
  const kept = (await households.read([household], "fresh")).found.get(household);
  if (!kept) return { standing: charity ?? "ask-first", ...referral };
  const { document, compiled, isAskable } = standard.judging();
  const known = withCurrentArea(document, knownFacts(kept, reader.today));
  const standing = standingOfNeed(
    {
      household: known,
      results: judge(compiled, known, reader.today, possible).results,
      found: outcome,
      before: circumstancesOf(kept, document.timeZone).outcomes,
    },
    { rules: document.outreach, today: reader.today, isAskable },
  );
  return { standing, ...referral };
}
