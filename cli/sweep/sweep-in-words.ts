import { passesOf, wantedShards } from "#functions/sweep/wanted-households.ts";
import type { Sweep, SweepReason, SweepState } from "#stores/sweeps-table.ts";

/** A sweep and how far it has come, as `--json` prints it. */
export function sweepFigures({ sweep, reason, state, progress, startedAt, updatedAt }: Sweep) {
  const shards = wantedShards(reason).length;
  return {
    sweep,
    state,
    reason:
      reason.by === "calendar" ? reason : { by: reason.by, from: reason.from, to: reason.to, areas: reason.areas },
    pass: progress.pass,
    passes: passesOf(reason),
    shardsRead: progress.shards,
    shards,
    found: progress.found,
    startedAt,
    updatedAt,
  };
}

const states: Readonly<Record<SweepState, string>> = {
  running: "进行中 running",
  paused: "已暂停 paused",
  finished: "已完成 finished",
};

/** One line of a list: state, progress, households found, name. */
export function sweepLine(sweep: Sweep): string {
  const { pass, passes, shardsRead, shards, found } = sweepFigures(sweep);
  const done = sweep.state === "finished" || shards === 0 ? 1 : ((pass - 1) * shards + shardsRead) / (passes * shards);
  const columns = [
    states[sweep.state],
    `${Math.floor(done * 100)} %`.padStart(5),
    `${total(found).toLocaleString("en")} 户 households`.padStart(20),
  ];
  return [...columns, sweep.sweep].join("  ");
}

/** A sweep in a few lines. */
export function sweepInWords(sweep: Sweep): string {
  const { pass, passes, shardsRead, shards, found } = sweepFigures(sweep);
  return [
    `${sweep.sweep}  ${states[sweep.state]}`,
    `  原因 why: ${reasonInWords(sweep.reason)}`,
    `  进度 progress: 第 ${pass}/${passes} 遍 pass ${pass} of ${passes}, ${shardsRead}/${shards} 片 shards`,
    `  找到 found: ${found.map((count) => count.toLocaleString("en")).join(" + ")} 户 households`,
    `  开始 began: ${sweep.startedAt}, 最近 last noted: ${sweep.updatedAt}`,
  ].join("\n");
}

function reasonInWords(reason: SweepReason): string {
  if (reason.by === "calendar") return `${reason.until} 及以前到期 days up to ${reason.until} have come`;
  const whole = reason.areas.filter(({ reach }) => reach === "whole").length;
  const part = reason.areas.length - whole;
  return `${reason.from} → ${reason.to}; ${whole} 个区划全部 areas whole, ${part} 个区划部分 areas in part`;
}

function total(found: readonly number[]): number {
  return found.reduce((sum, each) => sum + each, 0);
}
