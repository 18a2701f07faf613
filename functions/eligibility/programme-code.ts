import type { Outcome } from "./situation.ts";
import type { Condition } from "./standard-document.ts";

/*
 * How a programme came out, in one number: its outcome in the lowest two bits, and above it two bits for each screening
 * condition: 0 not looked at, 1 false, 2 true, 3 unknown. A number holds 53 bits exactly.
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

/** The condition that made a programme come out as no: the last that was looked at. */
export function decidingCondition(code: number, screening: readonly Condition[]): Condition | undefined {
  let last = 0;
  while (code >= placeValue(last + 1)) last += 1;
  return screening[last];
}

/** How each screening condition came out, as far as they were looked at: up to the first that is false. */
export function tracedConditions(
  code: number | undefined,
  screening: readonly Condition[],
): { readonly condition: Condition; readonly holds: boolean | undefined }[] {
  let trace = Math.floor((code ?? 0) / 4);
  const traced: { condition: Condition; holds: boolean | undefined }[] = [];
  for (const condition of screening) {
    const came = trace % 4;
    if (came === 0) break;
    traced.push({ condition, holds: came === 3 ? undefined : came === 2 });
    trace = Math.floor(trace / 4);
  }
  return traced;
}
