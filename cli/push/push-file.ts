import { type Problem, problemInWords } from "#events/problem.ts";
import { type LineCounts, type LineLedger, lineLedger, noLines, type PendingLine } from "./line-ledger.ts";
import { type Entry, entryPerEvent, eventPacker } from "./pack-events.ts";
import type { ProgressFile, ProgressPoint } from "./progress-file.ts";
import type { PutEntries, Refusal } from "./put-entries.ts";
import type { ReadLine } from "./read-line.ts";
import type { RejectsFile } from "./rejects-file.ts";
import { entrySender, type SendCounts, type SenderOptions } from "./send-entries.ts";
import type { LinePosition } from "./text-lines.ts";

/** A file of events and all that is needed to send it. */
export interface FileToPush {
  readonly name: string;
  readonly lines: AsyncIterable<ReadLine>;
  /** After which point `lines` begin, and what was settled before. */
  readonly from: ProgressPoint | undefined;
  /** Where a line is, for messages: `events.ndjson:17`. */
  readonly placeOf: (line: number) => string;
  readonly pack: boolean;
  /** The most changes packed into one event. */
  readonly packedChanges: number;
  readonly put: PutEntries;
  readonly rejects: RejectsFile;
  readonly progress: ProgressFile | undefined;
  readonly signal: AbortSignal;
  readonly counts: SendCounts;
  /** Told of every rejected line, in words. */
  readonly complain: (message: string) => void;
  /** Told how far reading has come, now and then. */
  readonly report: (lines: number, bytes: number) => void;
  readonly sending?: Pick<SenderOptions<PendingLine>, "tries" | "firstPause">;
}

/** How the sending of a file ended; on an error, too, it tells from where to go on. */
export interface PushedFile {
  readonly counts: LineCounts;
  readonly position: LinePosition;
  readonly error?: unknown;
}

// Out-of-order answers may hold this many lines back before reading waits for them.
const mostWaiting = 20_000;
const savedEvery = 1000;

/** Sends a file line by line in constant memory. Never rejects: an error comes back with the point that was reached. */
export async function pushFile(file: FileToPush): Promise<PushedFile> {
  const ledger = lineLedger(file.from?.position ?? { line: 0, offset: 0 }, file.from?.counts ?? noLines);
  const packer = file.pack ? eventPacker<PendingLine>(file.packedChanges) : entryPerEvent<PendingLine>();
  const sender = entrySender<PendingLine>({
    ...file.sending,
    put: file.put,
    signal: file.signal,
    counts: file.counts,
    taken: (entry) => settleTaken(entry, ledger),
    refused: (entry, refusal) => settleRefused(entry, refusal, file, ledger),
  });
  const save = savedNowAndThen(file, ledger);

  const take = async ({ parsed, ...line }: ReadLine) => {
    const { number, end, text = "" } = line;
    const pending = ledger.open({ number, end, text, changes: parsed?.event?.changes.length ?? 0 });
    if (parsed === undefined) ledger.settle(pending, "blank");
    else if (parsed.problems) reject(file, ledger, pending, parsed.problems, line.text);
    else for (const entry of packer.add(parsed.event, pending)) await sender.send(entry);
    if (ledger.waiting > mostWaiting) {
      for (const entry of packer.flush()) await sender.send(entry);
      await sender.drain();
    }
    save();
    file.report(number, end);
  };

  try {
    for await (const line of file.lines) {
      if (file.signal.aborted) break;
      await take(line);
    }
    if (!file.signal.aborted) {
      for (const entry of packer.flush()) await sender.send(entry);
      await sender.drain();
    }
  } catch (error) {
    await sender.settle();
    file.progress?.save(ledger);
    // Reading ends with an error of its own when it is interrupted.
    if (file.signal.aborted) return { counts: ledger.counts, position: ledger.position };
    return { counts: ledger.counts, position: ledger.position, error };
  }
  await sender.settle();
  if (file.signal.aborted) file.progress?.save(ledger);
  else file.progress?.remove();
  return { counts: ledger.counts, position: ledger.position };
}

function settleTaken({ lines }: Entry<PendingLine>, ledger: LineLedger): void {
  for (const line of lines) ledger.settle(line, "taken");
}

function settleRefused(
  { lines }: Entry<PendingLine>,
  { code, message }: Refusal,
  file: FileToPush,
  ledger: LineLedger,
): void {
  const problem = {
    field: "",
    found: `the bus's answer ${code}${message === "" ? "" : ` (${message})`}`,
    expected: "the bus to take the event",
  };
  for (const line of lines) reject(file, ledger, line, [problem], line.text);
}

function reject(
  { name, placeOf, rejects, complain }: FileToPush,
  ledger: LineLedger,
  line: PendingLine,
  problems: readonly Problem[],
  text: string | undefined,
): void {
  // On disk before the line counts as settled: an interrupted run forgets no rejection.
  rejects.write({ file: name, line: line.number, problems, rejected: text });
  complain(`${placeOf(line.number)}: ${problems.map(problemInWords).join("; ")}`);
  ledger.settle(line, "rejected");
}

function savedNowAndThen({ progress }: FileToPush, ledger: LineLedger): () => void {
  let saved = performance.now();
  let position = ledger.position;
  return () => {
    if (!progress || ledger.position === position || performance.now() - saved < savedEvery) return;
    progress.save(ledger);
    position = ledger.position;
    saved = performance.now();
  };
}
