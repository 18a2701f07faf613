/** When a schedule runs: at a rate, or once a day at so many seconds after midnight, UTC. */
export type ScheduleTiming = { readonly everySeconds: number } | { readonly dailyAtSecond: number };

const secondsIn = { minute: 60, hour: 3600, day: 86_400 } as const;

/** Reads a rate, or a cron expression that names one minute of every day; undefined for any other. */
export function scheduleTiming(expression: string): ScheduleTiming | undefined {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (unit === "minute" || unit === "hour" || unit === "day") return { everySeconds: Number(count) * secondsIn[unit] };
  const [, minute, hour] = /^cron\((\d+) (\d+) \* \* \? \*\)$/.exec(expression) ?? [];
  if (minute === undefined || Number(minute) > 59 || Number(hour) > 23) return undefined;
  return { dailyAtSecond: Number(hour) * 3600 + Number(minute) * 60 };
}
