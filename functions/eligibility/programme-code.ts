import type { Verdict } from "#events/outreach-notice.ts";
import type { Outcome } from "./situation.ts";
import type { Condition } from "./standard-document.ts";

/*
 * How a programme came out, in one number: its outcome in the lowest two bits, and above it two bits for each screening
 * condition: 0 false, 1 true, 2 or 3 unknown. What stands behind the first that is false was not looked at. A number holds
 * 53 bits exactly.
 */

/** The most screening conditions that the code of one programme has room for. */
export const maximumConditions = 25;

/** What a condition adds to the code, by its index among the screening conditions. */
export function placeValue(index: number): number {
  return 4 ** (index + 1);
}

export function outcomeOf(code = 2): Outcome {
  // The operator looks at the lowest 32 bits, whatever stands above them.
  const outcome = code & 3;
  return outcome === 0 || outcome === 1 ? outcome : 2;
}

/** By outcome. */
export const verdicts: readonly Verdict[] = ["not-eligible", "eligible", "unknown"];

export function verdictOf(code: number | undefined): Verdict {
  return verdicts[outcomeOf(code)] ?? "unknown";
}

/** How each screening condition came out, as far as they were looked at: up to the first that is false. */
export function tracedConditions(
  code: number | undefined,
  screening: readonly Condition[],
): { readonly condition: Condition; readonly holds: boolean | undefined }[] {
  const traced: { condition: Condition; holds: boolean | undefined }[] = [];
  let trace = code ?? 0;
  for (const condition of screening) {
    trace = Math.floor(trace / 4);
    const came = trace % 4;
    traced.push({ condition, holds: came > 1 ? undefined : came === 1 });
    if (came === 0) break;
  }
  return traced;
}

/** The condition that made a programme come out as no. */
export function decidingCondition(code: number, screening: readonly Condition[]): Condition | undefined {
  return tracedConditions(code, screening).at(-1)?.condition;
}
