import type { Drill } from "./drill.ts";
import type { DrillResult } from "./hold-drill.ts";

export interface Printing {
  readonly drills: readonly Drill[];
  /** Runbooks that have no drill. */
  readonly without: readonly string[];
  readonly json: boolean;
}

/** Prints what the drills came to: a table, or JSON. */
export function printResults(results: readonly DrillResult[], { drills, without, json }: Printing): void {
  if (json) {
    console.log(JSON.stringify({ results, withoutDrill: without }));
    return;
  }
  const rows = [
    ["手册 runbook", "发现 detect", "恢复 recover", "丢失 lost", "误留 wrong", "重复 second", ""],
    ...results.map((result) => rowOf(result, drills)),
    ...without.map((name) => [name, "-", "-", "-", "-", "-", "没有演练 NO DRILL"]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? "")))) ?? [];
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) => padded(cell, widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  }
  const unproven = drills
    .filter(({ runbook }) => results.some((each) => each.runbook === runbook))
    .flatMap(({ runbook, unproven: what }) => (what === undefined ? [] : [`  ${runbook}: ${what}`]));
  if (unproven.length > 0) console.log(`\n此机未能证明 What this machine does not prove:\n${unproven.join("\n")}`);
}

function rowOf(
  { runbook, detectedAfter, recoveredAfter, harm, faults }: DrillResult,
  drills: readonly Drill[],
): string[] {
  const byPeople = drills.some((each) => each.runbook === runbook && each.alarms.length === 0);
  return [
    runbook,
    detectedAfter === undefined ? (byPeople ? "人 people" : "-") : inWords(detectedAfter),
    recoveredAfter === undefined ? "-" : inWords(recoveredAfter),
    String(harm.lost.length),
    String(harm.wrong.length),
    String(harm.second.length),
    faults.length === 0 ? "" : "未通过 FAILED",
  ];
}

function inWords(minutes: number): string {
  if (minutes < 120) return `${minutes} min`;
  return minutes < 48 * 60 ? `${(minutes / 60).toFixed(1)} h` : `${(minutes / 1440).toFixed(1)} d`;
}

/** Chinese characters are two columns wide. */
function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (character > "\u2e7f" ? 2 : 1), 0);
}

function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}
