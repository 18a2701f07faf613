import { randomUUID } from "node:crypto";
import { accountId, arnOf, region } from "./account.ts";
import type { FunctionInstance } from "./lambda.ts";

/** A schedule that runs functions. */
export interface ScheduleOptions {
  readonly name: string;
  readonly everySeconds: number;
  readonly instances: readonly FunctionInstance[];
  readonly now: () => Date;
}

export interface RunningSchedule {
  stop(): Promise<void>;
}

/** Runs functions at a rate, the first time one interval after the start, as EventBridge does; never two at once. */
export function startSchedule({ name, everySeconds, instances, now }: ScheduleOptions): RunningSchedule {
  let busy = false;
  const run = async () => {
    if (busy) return;
    busy = true;
    const payload = JSON.stringify(scheduledEvent(name, now()));
    try {
      await Promise.all(instances.map((instance) => instance.invoke(payload)));
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(() => void run(), everySeconds * 1000);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(instances.map((instance) => instance.stop()));
    },
  };
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
