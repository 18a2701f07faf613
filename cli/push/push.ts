import { cannotConnect, isServiceError } from "../aws-errors.ts";
import { CommandError, exitCode } from "../exit-code.ts";
import { type Interruption, interrupted, onInterruption } from "../interruption.ts";
import { type Progress, progressLine } from "../progress.ts";
import { firstComplaints } from "./complaints.ts";
import { connect, type Destination, nowhere } from "./destination.ts";
import { type Input, inputsOf } from "./inputs.ts";
import { noLines } from "./line-ledger.ts";
import { type ProgressPoint, progressFile } from "./progress-file.ts";
import { type FileToPush, type PushedFile, pushFile } from "./push-file.ts";
import type { PushOptions } from "./push-options.ts";
import type { Reading } from "./reading.ts";
import { readingsOf } from "./readings.ts";
import { noRejectsFile, rejectsFile } from "./rejects-file.ts";
import type { SendCounts } from "./send-entries.ts";
import { type PushSummary, plusCounts, summaryInWords } from "./summary.ts";

interface Run {
  readonly options: PushOptions;
  readonly destination: Destination;
  readonly interruption: Interruption;
  readonly counts: SendCounts;
  readonly complain: (message: string) => void;
  readonly progress: Progress;
}

/** Sends files of events to the bus and tells what came of it. Resolves with the exit status. */
export async function push(paths: readonly string[], options: PushOptions): Promise<number> {
  const started = performance.now();
  const inputs = inputsOf(paths, options.rejects);
  const { readings, unit, previews } = await readingsOf(inputs, options);
  const destination = options.dryRun ? nowhere : await connect(options);
  const interruption = onInterruption();
  const counts: SendCounts = { entries: 0, billedEntries: 0, requests: 0, retries: 0 };
  const progress = progressLine(options.dryRun ? "checking" : "pushing", `${unit}s`);
  const complaints = firstComplaints();
  const run: Run = { options, destination, interruption, counts, complain: complaints.say, progress };
  let total = noLines;
  const rejects = new Set<string>();
  let stopped: Stop | undefined;
  for (const reading of readings) {
    const { pushed, rejectsPath } = await pushInput(reading, run);
    total = plusCounts(total, pushed.counts);
    if (pushed.counts.rejected > 0 && rejectsPath !== "") rejects.add(rejectsPath);
    if (pushed.error !== undefined || interruption.signal.aborted) {
      stopped = { reading, pushed };
      break;
    }
  }
  progress.end();
  interruption.end();
  complaints.end();
  const summary: PushSummary = {
    files: inputs.length,
    ...total,
    ...counts,
    seconds: Math.round(performance.now() - started) / 1000,
    destination: destination.name,
    dryRun: options.dryRun ?? false,
    complete: stopped === undefined,
    rejects: [...rejects],
    ...(previews && { preview: previews }),
  };
  console.log(options.json ? JSON.stringify(summary) : summaryInWords(summary, unit));
  if (stopped) return stoppedStatus(stopped, run);
  return summary.rejected > 0 ? exitCode.someRejected : exitCode.done;
}

async function pushInput(reading: Reading, run: Run): Promise<{ pushed: PushedFile; rejectsPath: string }> {
  const { input } = reading;
  const { options, destination, interruption, counts, complain, progress } = run;
  const fingerprint = options.dryRun ? undefined : reading.fingerprint();
  const record =
    fingerprint === undefined
      ? undefined
      : progressFile(`${input.beside}.progress.json`, fingerprint, destination.name);
  const from = record && resumption(reading, record.earlier(), options);
  if (record && !record.save(from ?? { position: { line: 0, offset: 0 }, counts: noLines })) {
    console.error(`pfp: cannot write ${record.path}: if this is interrupted, the file starts again from its beginning`);
  }
  // A dry run must not touch what an interrupted real one has written down.
  const rejects =
    options.dryRun && options.rejects === undefined
      ? noRejectsFile
      : rejectsFile(options.rejects ?? `${input.beside}.rejects.ndjson`, input.name, from?.position.line ?? 0);
  const file: FileToPush = {
    name: input.name,
    lines: reading.lines(from?.position ?? { line: 0, offset: 0 }, interruption.signal),
    from,
    placeOf: reading.placeOf,
    pack: options.pack,
    packedChanges: reading.packedChanges,
    put: destination.put,
    rejects,
    progress: record,
    signal: interruption.signal,
    counts,
    complain,
    report: (lines, bytes) => progress.update(lines, undefined, shareOf(input, bytes)),
  };
  try {
    return { pushed: await pushFile(file), rejectsPath: rejects.path };
  } finally {
    rejects.close();
  }
}

function resumption(
  { input, unit }: Reading,
  earlier: { readonly point?: ProgressPoint | undefined; readonly reason?: string | undefined },
  { resume }: PushOptions,
): ProgressPoint | undefined {
  const { point, reason } = earlier;
  if (point && resume && point.position.line > 0) {
    console.error(
      `${input.name}: going on after ${unit} ${point.position.line}, up to which all is settled (--no-resume starts anew)`,
    );
    return point;
  }
  if (reason !== undefined) console.error(`${input.name}: starting from its beginning, because ${reason}`);
  return undefined;
}

function shareOf({ name, size }: Input, bytes: number): string {
  return size ? `${name} ${Math.floor((100 * bytes) / size)}%` : name;
}

interface Stop {
  readonly reading: Reading;
  readonly pushed: PushedFile;
}

/** Says why it ended early and how to go on. Throws CommandError for what is no interruption. */
function stoppedStatus({ reading, pushed }: Stop, { destination, interruption }: Run): number {
  const { input, unit } = reading;
  const { line } = pushed.position;
  const settled = unit === "line" ? `${line} lines are settled` : `all is settled up to row ${line}`;
  const goOn =
    input.size === undefined
      ? `${settled}; sending them again does no harm`
      : `${settled}; the same command goes on from there`;
  const { error } = pushed;
  if (error === undefined && interruption.signal.aborted) {
    console.error(`pfp: interrupted: ${input.name}: ${goOn}`);
    return interrupted;
  }
  if (error instanceof CommandError) throw error;
  if (!isServiceError(error)) throw error;
  const reason = cannotConnect(error, destination.address);
  throw new CommandError(`${reason.message}. ${input.name}: ${goOn}`, reason.status);
}
