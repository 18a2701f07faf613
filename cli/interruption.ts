/** Ctrl-C and its like, as a signal that work can look at; the process goes on until `end`. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** From here on Ctrl-C ends the process as usual. */
  end(): void;
}

/** The exit status of a command that was interrupted and ended cleanly. */
export const interrupted = 130;

const signals = ["SIGINT", "SIGTERM"] as const;

/** Turns Ctrl-C into a signal, so that a command can put things in order before it ends. */
export function onInterruption(): Interruption {
  const controller = new AbortController();
  // Repeated signals change nothing: npx and a parent process pass on the one that a terminal sent to all of them.
  const abort = () => controller.abort();
  for (const name of signals) process.on(name, abort);
  return {
    signal: controller.signal,
    end() {
      for (const name of signals) process.off(name, abort);
    },
  };
}
