import type { Judgement } from "#eligibility/judgement.ts";
import type { Standard } from "#eligibility/standard.ts";

interface VerdictCounts {
  eligible: number;
  unknown: number;
  notEligible: number;
}

/** Counts while a file is judged. */
export interface Tally {
  households: number;
  rejected: number;
  /** By programme; households or persons. */
  readonly programmes: Map<string, VerdictCounts>;
}

export function newTally(): Tally {
  return { households: 0, rejected: 0, programmes: new Map() };
}

export function tallyJudgement(tally: Tally, { results }: Judgement): void {
  tally.households += 1;
  for (const { programme, verdict } of results) {
    let counts = tally.programmes.get(programme);
    if (!counts) {
      counts = { eligible: 0, unknown: 0, notEligible: 0 };
      tally.programmes.set(programme, counts);
    }
    counts[verdict === "not-eligible" ? "notEligible" : verdict] += 1;
  }
}

/** What a file of households came to; `--json` prints it as one object on standard output. */
export interface EvaluateSummary {
  readonly standards: string;
  readonly on: string;
  readonly households: number;
  readonly rejected: number;
  readonly seconds: number;
  readonly programmes: readonly {
    readonly id: string;
    readonly zh: string;
    readonly en: string;
    readonly of: "person" | "household";
    readonly eligible: number;
    readonly unknown: number;
    readonly notEligible: number;
  }[];
}

export function summaryOf(
  { document, label }: Standard,
  { households, rejected, programmes }: Tally,
  { on, seconds }: { readonly on: string; readonly seconds: number },
): EvaluateSummary {
  return {
    standards: label,
    on,
    households,
    rejected,
    seconds: Number(seconds.toFixed(3)),
    programmes: document.programmes.map(({ id, name, of }) => ({
      id,
      zh: name.zh,
      en: name.en,
      of,
      ...(programmes.get(id) ?? { eligible: 0, unknown: 0, notEligible: 0 }),
    })),
  };
}

/** The summary for a person. */
export function summaryInWords({ standards, on, households, rejected, seconds, programmes }: EvaluateSummary): string {
  const column = (value: number | string) =>
    (typeof value === "number" ? value.toLocaleString("en") : value).padStart(11);
  return [
    `${standards} ${on}: ${households.toLocaleString("en")} 户 households judged in ${seconds.toFixed(1)} s, ${rejected.toLocaleString("en")} lines rejected`,
    `${column("可能符合")}${column("未知")}`,
    `${column("eligible")}${column("unknown")}`,
    ...programmes.map(
      ({ zh, en, of, eligible, unknown }) =>
        `${column(eligible)}${column(unknown)}  ${zh} ${en} (${of === "person" ? "人 persons" : "户 households"})`,
    ),
  ].join("\n");
}
