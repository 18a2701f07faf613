import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod/mini";
import type { Standard } from "#eligibility/standard.ts";
import { dateIn } from "#events/calendar.ts";
import { expectedNotices } from "#local/expected-notices.ts";
import { casesTable } from "#stores/cases-table.ts";
import type { OfficeSystem } from "#test/functions/forward/office-system.ts";
import { type CasesNow, casesNow, type Harm, harmOf } from "./cases-now.ts";
import { type CommandSurroundings, pfp, runBlock } from "./commands.ts";
import { type County, linesOf } from "./county.ts";
import type { Runbook } from "./runbook.ts";
import type { System } from "./system.ts";

export interface SceneOptions {
  readonly system: System;
  readonly county: County;
  readonly standard: Standard;
  readonly runbook: Runbook;
  /** The assembly as it should be deployed. */
  readonly assembly: string;
  /** A folder of the drill's own. */
  readonly folder: string;
  readonly deployUrl: string;
  /** The office system that the stage's webhook posts to. */
  readonly office: OfficeSystem;
  readonly deskPort: number;
}

const Entry = z.object({ Source: z.string(), DetailType: z.string(), Detail: z.unknown() });
const Status = z.object({ queues: z.record(z.string(), z.object({ visible: z.number(), inFlight: z.number() })) });

/** What a drill has at hand. */
export class Scene {
  readonly system: System;
  readonly county: County;
  readonly assembly: string;
  readonly folder: string;
  readonly runbook: Runbook;
  readonly dynamoDb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly followed = new Set<string>();
  /** What whoever follows the runbook has noted down. */
  readonly notes = new Map<string, string>();
  /** When each alarm looked at first rang, in milliseconds since 1970 by the system's clock. */
  readonly rang = new Map<string, number>();
  /** The folder that a deployment of the runbook's goes to, where it is not that of the system that was. */
  deploysTo: string | undefined;
  /** Cases told wrongly meanwhile. */
  wronged: ReadonlySet<string> = new Set();
  readonly standard: Standard;
  readonly office: OfficeSystem;
  readonly deskPort: number;
  readonly #deployUrl: string;
  readonly #told: string[];

  constructor(scene: SceneOptions) {
    const { system, county, standard, runbook, assembly, folder, deployUrl, office, deskPort } = scene;
    this.office = office;
    this.deskPort = deskPort;
    this.system = system;
    this.county = county;
    this.assembly = assembly;
    this.folder = folder;
    this.runbook = runbook;
    this.standard = standard;
    this.#deployUrl = deployUrl;
    this.#told = [...county.known];
    const options = {
      endpoint: system.endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "gameday", secretAccessKey: "gameday" },
    };
    this.dynamoDb = new DynamoDBClient(options);
    this.sqs = new SQSClient(options);
  }

  file(name: string): string {
    return join(this.folder, name);
  }

  /** A file of events in two. */
  half(file: string): { readonly first: string; readonly second: string } {
    const lines = linesOf(file);
    const middle = Math.floor(lines.length / 2);
    const write = (name: string, some: readonly string[]) => {
      writeFileSync(this.file(name), some.map((line) => `${line}\n`).join(""));
      return this.file(name);
    };
    return {
      first: write("first.ndjson", lines.slice(0, middle)),
      second: write("second.ndjson", lines.slice(middle)),
    };
  }

  urlOf(queue: string): string {
    return `${this.system.endpoint}/000000000000/${queue}`;
  }

  /** A source reports: its events go to the bus, and are among what the oracle knows. */
  async push(file: string): Promise<void> {
    await this.pfp("push", file);
    this.knows(file);
  }

  /** A source that does not pack its changes: each line is an event, put on the bus as it stands. */
  async putOneByOne(file: string): Promise<void> {
    const lines = linesOf(file);
    for (let start = 0; start < lines.length; start += 10) {
      const Entries = lines.slice(start, start + 10).map((line) => {
        const { Detail, ...entry } = Entry.parse(JSON.parse(line));
        return { EventBusName: "household-events", ...entry, Detail: JSON.stringify(Detail) };
      });
      const { FailedEntryCount } = await this.call("AWSEvents.PutEvents", { Entries });
      if (FailedEntryCount !== 0) throw new Error(`${file}: the bus did not take ${String(FailedEntryCount)} events`);
    }
    this.knows(file);
  }

  /** Tells the oracle of events that reach the system by another way. */
  knows(file: string): void {
    if (!this.#told.includes(file)) this.#told.push(file);
  }

  /** Runs a command of ours against the system. */
  async pfp(...args: readonly string[]): Promise<string> {
    return await pfp(args, this.#surroundings());
  }

  /** Follows a block of the runbook to the letter. Resolves with its output. */
  async follow(block: string, variables: Readonly<Record<string, string>> = {}): Promise<string> {
    const text = this.runbook.blocks.get(block);
    if (text === undefined) {
      throw new Error(`docs/runbooks/${this.runbook.name}.md has no block ${block}, which the drill follows`);
    }
    this.followed.add(block);
    return await runBlock(text, variables, this.#surroundings());
  }

  /** Lets time pass until something is so. Rejects where it is not within so many minutes. */
  async until(what: string, within: number, step: number, holds: () => Promise<boolean>): Promise<void> {
    for (let passed = 0; passed <= within; passed += step) {
      if (await holds()) return;
      await this.system.pass(step);
    }
    throw new Error(`${what}: not within ${within} minutes`);
  }

  /** How each of these alarms stands, in words, where one does not ring or rings. */
  async ringing(names: readonly string[]): Promise<readonly string[]> {
    const alarms = await this.system.alarms();
    for (const name of names) {
      if (!alarms.some((each) => each.name === name)) throw new Error(`the template declares no alarm ${name}`);
    }
    return alarms.filter(({ name, state }) => state === "ALARM" && names.includes(name)).map(({ name }) => name);
  }

  /** A call to the endpoint that is no step of the runbook, such as `AWSEvents.DisableRule`. */
  async call(target: string, input: object): Promise<Readonly<Record<string, unknown>>> {
    const headers = { "x-amz-target": target, "content-type": "application/x-amz-json-1.1" };
    const reply = await fetch(this.system.endpoint, { method: "POST", headers, body: JSON.stringify(input) });
    const body = z.record(z.string(), z.unknown()).parse(await reply.json());
    if (!reply.ok) throw new Error(`${target}: ${String(body["message"])}`);
    return body;
  }

  /** Takes down which of these alarms ring by now. Resolves with true once each of them has. */
  async look(names: readonly string[]): Promise<boolean> {
    const now = this.system.now().getTime();
    for (const name of await this.ringing(names)) this.rang.set(name, this.rang.get(name) ?? now);
    return names.every((name) => this.rang.has(name));
  }

  /** How many messages are in a queue. */
  async depths(): Promise<ReadonlyMap<string, number>> {
    const { queues } = Status.parse(await (await fetch(this.system.endpoint)).json());
    return new Map(Object.entries(queues).map(([name, { visible, inFlight }]) => [name, visible + inFlight]));
  }

  /** Where the desk is, once it is open. */
  get desk(): string {
    return `http://127.0.0.1:${this.deskPort}`;
  }

  /** Today by the system's clock, where the standard is in force. */
  today(): string {
    return dateIn(this.standard.timeZone, this.system.now());
  }

  /** Staff claim every case that is on a list, as they would at the desk. */
  async claimAll(): Promise<void> {
    const store = casesTable(this.dynamoDb, "cases", () => this.system.now());
    for (const { case: id, noticeStatus, revision } of (await this.cases()).values()) {
      if (noticeStatus !== "open") continue;
      const command = { kind: "claim", by: "s-gameday" } as const;
      await store.execute(id, { command, expected: revision, key: `gameday-${id}` });
    }
  }

  async cases(): Promise<CasesNow> {
    return await casesNow(this.dynamoDb);
  }

  /** What it has come to for the families by now. */
  async harm(earlier: readonly CasesNow[], excused?: ReadonlySet<string>): Promise<Harm> {
    const expected = await expectedNotices(this.standard, this.#told, this.today());
    return harmOf(expected, earlier, await this.cases(), excused);
  }

  close(): void {
    this.dynamoDb.destroy();
    this.sqs.destroy();
  }

  #surroundings(): CommandSurroundings {
    const { endpoint, offset } = this.system;
    return { endpoint, offset, deployUrl: this.#deployUrl, log: this.file("commands.log") };
  }
}
