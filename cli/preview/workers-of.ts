import { availableParallelism } from "node:os";
import { CommandError } from "../exit-code.ts";

/** How many threads `--workers` asks for; one for each processor without it. Throws CommandError for no such number. */
export function workersOf(text: string | undefined): number {
  if (text === undefined) return availableParallelism();
  const workers = Number(text);
  if (Number.isInteger(workers) && workers >= 1 && workers <= 64) return workers;
  throw new CommandError(`--workers: found "${text}", expected a whole number from 1 to 64`);
}
