import type { Scheduler } from "fast-check";
import { happens, wholeNumber } from "#cli/population/random.ts";
import type { Chaos } from "./chaos.ts";

/** One running copy of a function; once killed, none of its calls returns. */
export interface Instance {
  killed: boolean;
  /** Resolves when it is killed. */
  readonly death: Promise<"killed">;
  kill(): void;
}

export function newInstance(): Instance {
  let tell: (told: "killed") => void = () => {};
  const death = new Promise<"killed">((resolve) => {
    tell = resolve;
  });
  return {
    killed: false,
    death,
    kill() {
      this.killed = true;
      tell("killed");
    },
  };
}

/** How a call that writes may go wrong beyond an error: what it answers where the service's own retry meets its write. */
export interface CallForm<Result> {
  readonly retried?: (result: Result) => Result | Error;
}

const never = <Result>() => new Promise<Result>(() => {});

/**
 * Makes a call of a port: an await point. Others go first where the scheduler says so; then it takes effect and returns,
 * or one of the faults befalls it.
 */
export async function callPort<Result>(
  { chaos, scheduler }: { readonly chaos: Chaos; readonly scheduler: Scheduler },
  instance: Instance,
  effect: () => Result,
  { retried }: CallForm<Result> = {},
): Promise<Result> {
  if (chaos.calm) return effect();
  const number = chaos.calls;
  chaos.calls += 1;
  await scheduler.schedule(Promise.resolve());
  // Long enough for others to do whole batches.
  const stall = chaos.draw("stalled") ? wholeNumber(chaos.random, 10, 60) : 0;
  for (let turn = 0; turn < stall && !instance.killed; turn += 1) await scheduler.schedule(Promise.resolve());
  if (instance.killed) {
    // The process is gone, but its request may still arrive.
    if (chaos.draw("late request") && happens(chaos.random, 0.5)) effect();
    return never();
  }
  if (chaos.crashAt?.call === number) {
    chaos.counts["crash at every await"] += 1;
    if (chaos.crashAt.after) effect();
    instance.kill();
    return never();
  }
  return fateOf(chaos, instance, effect, retried);
}

function fateOf<Result>(
  chaos: Chaos,
  instance: Instance,
  effect: () => Result,
  retried: CallForm<Result>["retried"],
): Promise<Result> | Result {
  if (chaos.draw("throttled")) throw named("ProvisionedThroughputExceededException");
  if (chaos.draw("timeout before")) throw named("TimeoutError");
  if (chaos.draw("crash before")) {
    instance.kill();
    return never();
  }
  const result = effect();
  if (chaos.draw("crash after")) {
    instance.kill();
    return never();
  }
  if (chaos.draw("timeout after")) throw named("TimeoutError");
  if (retried && chaos.draw("conflict after own write")) {
    const answer = retried(result);
    if (answer instanceof Error) throw answer;
    return answer;
  }
  return result;
}

function named(name: string): Error {
  const error = new Error("a simulated fault");
  error.name = name;
  return error;
}
