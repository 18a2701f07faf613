import { busName } from "#events/household-changed.ts";
import { SourceName } from "#events/identifiers.ts";
import { addressOf, eventBridgeClient, withConnectionErrors } from "../aws-clients.ts";
import { cannotConnect, isServiceError } from "../aws-errors.ts";
import { CommandError, exitCode } from "../exit-code.ts";
import { type Interruption, interrupted, onInterruption } from "../interruption.ts";
import { type Progress, progressLine } from "../progress.ts";
import { bytesOf, type Input, inputsOf } from "./inputs.ts";
import { noLines } from "./line-ledger.ts";
import { fingerprintOf, type ProgressPoint, progressFile } from "./progress-file.ts";
import { type FileToPush, type PushedFile, pushFile } from "./push-file.ts";
import { checkBus, type PutEntries, putEntries } from "./put-entries.ts";
import { noRejectsFile, rejectsFile } from "./rejects-file.ts";
import type { SendCounts } from "./send-entries.ts";
import { type PushSummary, plusCounts, summaryInWords } from "./summary.ts";

/** The options of `pfp push`, as commander gives them. */
export interface PushOptions {
  readonly source?: string;
  readonly endpointUrl?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly bus?: string;
  readonly rejects?: string;
  readonly pack: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly resume: boolean;
}

interface Destination {
  readonly put: PutEntries;
  /** Tells this bus from others: address, profile and bus. */
  readonly name: string;
  readonly address: string;
}

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
  if (options.source !== undefined && !SourceName.safeParse(options.source).success) {
    throw new CommandError(
      `--source: found "${options.source}", expected a source system's name such as human-resources`,
    );
  }
  const inputs = inputsOf(paths, options.rejects);
  const destination = options.dryRun ? nowhere : await connect(options);
  const interruption = onInterruption();
  const counts: SendCounts = { entries: 0, billedEntries: 0, requests: 0, retries: 0 };
  const progress = progressLine(options.dryRun ? "checking" : "pushing", "lines");
  const complaints = firstComplaints();
  const run: Run = { options, destination, interruption, counts, complain: complaints.say, progress };
  let total = noLines;
  const rejects = new Set<string>();
  let stopped: Stop | undefined;
  for (const input of inputs) {
    const { pushed, rejectsPath } = await pushInput(input, run);
    total = plusCounts(total, pushed.counts);
    if (pushed.counts.rejected > 0 && rejectsPath !== "") rejects.add(rejectsPath);
    if (pushed.error !== undefined || interruption.signal.aborted) {
      stopped = { input, pushed };
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
  };
  console.log(options.json ? JSON.stringify(summary) : summaryInWords(summary));
  if (stopped) return stoppedStatus(stopped, run);
  return summary.rejected > 0 ? exitCode.someRejected : exitCode.done;
}

const nowhere: Destination = {
  put: async (entries) => ({ refusals: entries.map(() => undefined), attempts: 1 }),
  name: "",
  address: "",
};

async function connect(options: PushOptions): Promise<Destination> {
  const client = eventBridgeClient(options);
  const name = options.bus ?? busName;
  const region = await withConnectionErrors(options, () => client.config.region(), "EventBridge");
  const address = addressOf("EventBridge", { ...options, region });
  const bus = await checkBus(client, name, address);
  if (!bus.known && /^AccessDenied/.test(bus.reason)) {
    console.error(
      `pfp: ${address}: may not look whether the bus ${name} exists (events:DescribeEventBus); EventBridge drops events to a bus that does not`,
    );
  }
  const profile = options.profile ?? process.env["AWS_PROFILE"] ?? "";
  return {
    put: putEntries(client, name),
    name: [name, "at", address, ...(profile === "" ? [] : [`(${profile})`])].join(" "),
    address,
  };
}

async function pushInput(input: Input, run: Run): Promise<{ pushed: PushedFile; rejectsPath: string }> {
  const { options, destination, interruption, counts, complain, progress } = run;
  const record =
    options.dryRun || input.size === undefined
      ? undefined
      : progressFile(`${input.beside}.progress.json`, fingerprintOf(input.path, input.size), destination.name);
  const from = record && resumption(input, record.earlier(), options);
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
    bytes: bytesOf(input, from?.position.offset ?? 0, interruption.signal),
    from,
    source: options.source,
    pack: options.pack,
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
  { name }: Input,
  earlier: { readonly point?: ProgressPoint | undefined; readonly reason?: string | undefined },
  { resume }: PushOptions,
): ProgressPoint | undefined {
  const { point, reason } = earlier;
  if (point && resume && point.position.line > 0) {
    console.error(
      `${name}: going on after line ${point.position.line}, up to which all is settled (--no-resume starts anew)`,
    );
    return point;
  }
  if (reason !== undefined) console.error(`${name}: starting from its beginning, because ${reason}`);
  return undefined;
}

function shareOf({ name, size }: Input, bytes: number): string {
  return size ? `${name} ${Math.floor((100 * bytes) / size)}%` : name;
}

interface Stop {
  readonly input: Input;
  readonly pushed: PushedFile;
}

/** Says why it ended early and how to go on. Throws CommandError for what is no interruption. */
function stoppedStatus({ input, pushed }: Stop, { destination, interruption }: Run): number {
  const { line } = pushed.position;
  const goOn =
    input.size === undefined
      ? `${line} lines are settled; sending them again does no harm`
      : `${line} lines are settled; the same command goes on from there`;
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

const mostComplaints = 20;

/** Says the first complaints in full and the number of the rest. */
function firstComplaints(): { say(message: string): void; end(): void } {
  let said = 0;
  return {
    say(message) {
      said += 1;
      if (said <= mostComplaints) console.error(message);
    },
    end() {
      if (said > mostComplaints) console.error(`… and ${said - mostComplaints} more`);
    },
  };
}
