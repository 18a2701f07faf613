import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod/mini";
import { Answer, type Ask } from "./system-protocol.ts";

export interface SystemOptions {
  readonly assembly: string;
  readonly data: string;
  readonly port: number;
  /** The moment at which its clock begins, in milliseconds since 1970. */
  readonly from: number;
  /** The file that its functions' logs go to. */
  readonly log: string;
}

/** How an alarm stands. */
export type AlarmNow = NonNullable<Answer["alarms"]>[number];

const Reply = z.object({ id: z.number(), result: z.optional(Answer), error: z.optional(z.string()) });

/** The system under drill: a process that is deployed to, killed and begun anew, on a clock that we move. */
export class System {
  readonly endpoint: string;
  readonly #options: SystemOptions;
  readonly #log: WriteStream;
  #assembly: string;
  #data: string;
  #child: ChildProcess | undefined;
  #offset: number;
  #asked = 0;
  readonly #waiting = new Map<number, PromiseWithResolvers<Answer>>();

  constructor(options: SystemOptions) {
    this.#options = options;
    this.#assembly = options.assembly;
    this.#data = options.data;
    this.#offset = options.from - Date.now();
    this.#log = createWriteStream(options.log, { flags: "a" });
    this.endpoint = `http://127.0.0.1:${options.port}`;
  }

  /** The time by the system's clock. */
  now(): Date {
    return new Date(Date.now() + this.#offset);
  }

  /** Milliseconds by which the system's clock is ahead. */
  get offset(): number {
    return this.#offset;
  }

  get isUp(): boolean {
    return this.#child !== undefined;
  }

  async start(): Promise<void> {
    const settings = {
      ...{ assembly: this.#assembly, data: this.#data, port: this.#options.port, clockOffset: this.#offset },
      vaults: `${this.#options.data}-vaults`,
    };
    const child = fork(join(import.meta.dirname, "system-process.ts"), [JSON.stringify(settings)], {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.#child = child;
    child.stdout?.pipe(this.#log, { end: false });
    child.stderr?.pipe(this.#log, { end: false });
    const started = Promise.withResolvers<Answer>();
    this.#waiting.set(0, started);
    child.on("message", (message) => {
      const { id, result, error } = Reply.parse(message);
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (result) waiting?.resolve(result);
      else waiting?.reject(new Error(error));
    });
    child.on("exit", (status, signal) => {
      const ended = new Error(`the system's process ended with ${status ?? signal}; see ${this.#options.log}`);
      for (const waiting of this.#waiting.values()) waiting.reject(ended);
      this.#waiting.clear();
    });
    await started.promise;
  }

  /** Lets what is at work end, and ends the process. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = undefined;
    const ended = once(child, "exit");
    await this.#askOf(child, { kind: "stop" }).catch(() => undefined);
    await ended;
  }

  /** Ends the process as a power cut would. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = undefined;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  /** Deploys another assembly, or into another folder: what is at work ends, and what waits is taken up again. */
  async deploy(assembly: string, data: string = this.#data): Promise<void> {
    await this.stop();
    this.#assembly = assembly;
    this.#data = data;
    await this.start();
  }

  /** Lets so many minutes pass by the system's clock, and what is due by it be done. */
  async pass(minutes: number): Promise<void> {
    const milliseconds = minutes * 60_000;
    this.#offset += milliseconds;
    await this.#ask({ kind: "advance", milliseconds });
    await this.settle();
  }

  /** Lets so many minutes pass while functions are at work, and so many real milliseconds. */
  async rush(minutes: number, milliseconds: number): Promise<void> {
    this.#offset += minutes * 60_000;
    await this.#ask({ kind: "advance", milliseconds: minutes * 60_000 });
    await pause(milliseconds);
  }

  /** Opens the desk on a port, for the people of a file to sign in at. */
  async openDesk(port: number, personas: string): Promise<void> {
    await this.#ask({ kind: "desk", port, personas });
  }

  /** Resolves when no function is at work. */
  async settle(): Promise<void> {
    await this.#ask({ kind: "quiet" });
  }

  async alarms(): Promise<readonly AlarmNow[]> {
    return (await this.#ask({ kind: "alarms" })).alarms ?? [];
  }

  async close(): Promise<void> {
    await this.kill();
    await new Promise<void>((resolve) => this.#log.end(() => resolve()));
  }

  #ask(ask: Ask): Promise<Answer> {
    if (!this.#child) throw new Error("the system is down");
    return this.#askOf(this.#child, ask);
  }

  async #askOf(child: ChildProcess, ask: Ask): Promise<Answer> {
    this.#asked += 1;
    const waiting = Promise.withResolvers<Answer>();
    this.#waiting.set(this.#asked, waiting);
    child.send({ id: this.#asked, ask });
    return await waiting.promise;
  }
}
