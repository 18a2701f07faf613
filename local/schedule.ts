import { randomUUID } from "node:crypto";
import { accountId, arnOf, region } from "./account.ts";
import type { FunctionInstance } from "./lambda.ts";
import type { ScheduleTiming } from "./template/schedule-timing.ts";

/** A schedule that runs functions and tells queues. */
export interface ScheduleOptions {
  readonly name: string;
  readonly timing: ScheduleTiming;
  readonly instances: readonly FunctionInstance[];
  /** Sends a body to each queue that is told. */
  readonly tell: (body: string) => void;
  /** The time as functions see it. */
  readonly now: () => Date;
  /** False while it is switched off: what would have run meanwhile is missed. */
  readonly isOn?: () => boolean;
  /** Milliseconds after which it looks at the clock again: short where the clock is moved by hand. */
  readonly look?: number | undefined;
}

export interface RunningSchedule {
  stop(): Promise<void>;
}

/**
 * Runs functions and tells queues as EventBridge does: at a rate, the first time one interval after the start, or at one
 * minute of every day; never two runs at once. What was missed while nothing ran is missed.
 */
export function startSchedule({
  name,
  timing,
  instances,
  tell,
  now,
  isOn = () => true,
  look = ordinaryLook,
}: ScheduleOptions): RunningSchedule {
  let busy = false;
  let timer: NodeJS.Timeout | undefined;
  const run = async (scheduled: Date) => {
    if (busy || !isOn()) return;
    busy = true;
    const payload = JSON.stringify(scheduledEvent(name, scheduled));
    try {
      tell(payload);
      await Promise.all(instances.map((instance) => instance.invoke(payload)));
    } finally {
      busy = false;
    }
  };
  const wait = (next: Date) => {
    const milliseconds = Math.max(0, next.getTime() - now().getTime());
    timer = setTimeout(
      () => {
        if (now() < next) {
          wait(next);
          return;
        }
        // After the machine has slept, from now on.
        wait(nextRun(timing, new Date(Math.max(next.getTime(), now().getTime()))));
        void run(next);
      },
      Math.min(milliseconds, look),
    );
    timer.unref();
  };
  wait(nextRun(timing, now()));
  return {
    async stop() {
      clearTimeout(timer);
      await Promise.all(instances.map((instance) => instance.stop()));
    },
  };
}

/** Looks at the clock again after so many milliseconds: a timer knows nothing of a machine that slept. */
const ordinaryLook = 60_000;

const dayInMilliseconds = 86_400_000;

/** The first run after a moment. */
export function nextRun(timing: ScheduleTiming, after: Date): Date {
  if ("everySeconds" in timing) return new Date(after.getTime() + timing.everySeconds * 1000);
  const midnight = Math.floor(after.getTime() / dayInMilliseconds) * dayInMilliseconds;
  const today = midnight + timing.dailyAtSecond * 1000;
  return new Date(today > after.getTime() ? today : today + dayInMilliseconds);
}

function scheduledEvent(name: string, time: Date): object {
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source: "aws.events",
    account: accountId,
    time: `${time.toISOString().slice(0, 19)}Z`,
    region,
    resources: [arnOf("events", `rule/${name}`)],
    detail: {},
  };
}
