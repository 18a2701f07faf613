import type { Agreement } from "./agreement.ts";
import type { BundleSize } from "./bundles.ts";
import type { ColdStart } from "./cold-start.ts";
import type { Oracle } from "./oracle.ts";
import type { Timing } from "./rounds.ts";

/** All that was measured. */
export interface Measured {
  readonly households: number;
  readonly persons: number;
  readonly programmes: number;
  readonly rounds: number;
  readonly agreement: Agreement;
  readonly oracle: Oracle;
  readonly timings: readonly Timing[];
  readonly sizes: Record<"whole" | "withoutZod" | "withoutSchemas", BundleSize>;
  readonly coldStart: ColdStart;
}

/** Prints what was measured for a person: numbers first, so that the words' widths matter to nobody. */
export function printMeasured(measured: Measured): void {
  const { households, persons, programmes, rounds, agreement, oracle } = measured;
  const [hand] = measured.timings;
  const eligible = Object.entries(agreement.eligible)
    .map(([programme, count]) => `${programme} ${whole(count)}`)
    .join(", ");
  console.log(
    [
      `${whole(households)} 户 households, ${whole(persons)} 人 persons, ${programmes} 个项目 programmes: ${whole(agreement.outcomes)} 个结论 outcomes, all engines agree 全部一致`,
      `符合 eligible: ${eligible}`,
      `${whole(oracle.verdicts)} 个结论与 CEL 无异 verdicts and amounts as @bufbuild/cel has them, of values worked out apart`,
      `${whole(oracle.definite)} 个确定结论 definite verdicts with facts forgotten at random (${whole(oracle.unknown)} unknown then), none other than that of all facts 无一相左`,
      "",
      `每户微秒 microseconds a household, medians of ${rounds} interleaved rounds; times ${hand?.name ?? "the first"}`,
      `${"wall".padStart(9)} ${"user".padStart(9)} ${"wall".padStart(8)} ${"user".padStart(8)} ${"a second".padStart(11)}`,
      ...measured.timings.map(timingLine),
      "",
      ...sizeLines(measured),
      "",
      ...coldStartLines(measured.coldStart),
      "",
      ...barLines(measured),
    ].join("\n"),
  );
}

function timingLine({ name, wall, user, timesFirst, userTimesFirst }: Timing): string {
  const times = (factor: number) => `${factor.toFixed(factor < 10 ? 2 : 0)}×`.padStart(8);
  return `${wall.toFixed(3).padStart(9)} ${user.toFixed(3).padStart(9)} ${times(timesFirst)} ${times(userTimesFirst)} ${whole(1e6 / wall).padStart(11)}   ${name}`;
}

function sizeLines({ sizes }: Measured): string[] {
  const line = ({ minified, gzipped, from }: BundleSize, words: string) => {
    const parts = Object.entries(from)
      .sort(([, a], [, b]) => b - a)
      .map(([place, bytes]) => `${place} ${kibibytes(bytes)}`);
    return `${kibibytes(minified).padStart(9)} ${kibibytes(gzipped).padStart(9)}   ${words} (${parts.join(", ")})`;
  };
  return [
    `${"minified".padStart(9)} ${"gzipped".padStart(9)}   KiB, judge + compileStandard, 不含规则 without rules`,
    line(sizes.whole, "all that they import"),
    line(sizes.withoutZod, "zod left out"),
    line(sizes.withoutSchemas, "the document's schemas left out, judging alone"),
  ];
}

function coldStartLines(start: ColdStart): string[] {
  const { empty, ready, judged, beyondEmpty, load, read, compile, judge, programmes, documentBytes, spawns } = start;
  const line = (milliseconds: number, words: string) => `${milliseconds.toFixed(1).padStart(9)}   ${words}`;
  return [
    `毫秒 ms from a process's start, medians of ${spawns} interleaved spawns`,
    line(empty, "空进程 an empty process"),
    line(empty + ready, `引擎与政策包就绪 engine and pack ready: ${ready.toFixed(1)} beyond the empty one`),
    line(
      judged,
      `首次完整判定 first judgement by the Zhejiang pack (${programmes} programmes, ${kibibytes(documentBytes)} KiB)`,
    ),
    line(
      beyondEmpty,
      `其间 between: load ${load.toFixed(1)}, read the document ${read.toFixed(1)}, compile ${compile.toFixed(1)}, judge ${judge.toFixed(1)}`,
    ),
  ];
}

function barLines({ timings, sizes, coldStart }: Measured): string[] {
  const bar = (met: boolean, words: string) => `${met ? "达标 met   " : "未达 not met"} ${words}`;
  const [, off, on, all] = timings;
  const engine = sizes.withoutZod.minified;
  return [
    ...(off
      ? [bar(off.timesFirst <= 4, `reasons kept, read on demand: ${off.timesFirst.toFixed(2)}× of at most 4×`)]
      : []),
    ...(on
      ? [
          bar(
            on.timesFirst <= 4,
            `reasons read of what concerns the family: ${on.timesFirst.toFixed(2)}× of at most 4× (2.5× aimed at)`,
          ),
        ]
      : []),
    ...(all ? [bar(all.timesFirst <= 4, `all reasons read: ${all.timesFirst.toFixed(1)}× of at most 4×`)] : []),
    bar(engine <= 15 * 1024, `engine without rules and zod: ${kibibytes(engine)} of at most 15 KiB`),
    bar(coldStart.ready <= 10, `engine and pack ready: ${coldStart.ready.toFixed(1)} of at most 10 ms`),
    bar(
      coldStart.beyondEmpty <= 10,
      `and a first household judged: ${coldStart.beyondEmpty.toFixed(1)} of at most 10 ms`,
    ),
  ];
}

function whole(number: number): string {
  return Math.round(number).toLocaleString("en");
}

function kibibytes(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}
