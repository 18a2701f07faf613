import type { Affected } from "#eligibility/affected-areas.ts";

/** Beforehand, which households will be judged again and why, in lines for a terminal. */
export function sweepPlanInWords({ areas, by }: Affected): string[] {
  if (areas.length === 0) return ["没有家庭需要重新认定 no household needs to be judged again"];
  const whole = areas.filter(({ reach }) => reach === "whole").length;
  const part = areas.length - whole;
  return [
    `重新认定 to be judged again: ${part} 个区划中受影响的家庭 areas in part, ${whole} 个区划全部家庭 areas whole`,
    ...by.map(({ what, name, areas: here, reach }) => {
      const extent = reach === "whole" ? "全部家庭 every household" : "受影响的家庭 only those it concerns";
      return `  ${[what, name].filter((each) => each !== "").join(" ")}: ${extent} (${listed(here)})`;
    }),
  ];
}

function listed(areas: readonly string[]): string {
  const shown = areas.slice(0, 5).join(", ");
  return areas.length <= 5 ? shown : `${shown}, … 共 ${areas.length} in all`;
}
