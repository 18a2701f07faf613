/** What every pfp command's exit status means. */
export const exitCode = {
  /** All done. */
  done: 0,
  /** Done, but some lines or entries were rejected. */
  someRejected: 1,
  /** The command line, or a file it names, is wrong. */
  usage: 2,
  /** The service cannot be reached, or refuses these credentials. */
  cannotConnect: 3,
} as const;

/** Ends a command with one clear message on standard error and an exit status; never a stack trace. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly status: number;
  constructor(message: string, status: number = exitCode.usage) {
    super(message);
    this.status = status;
  }
}
