import { HouseholdsDue } from "#events/households-due.ts";
import type { SweepDependencies } from "#functions/sweep/dependencies.ts";
import { sweep } from "#functions/sweep/sweep.ts";
import type { FindHouseholds } from "#stores/households-found.ts";
import type { Sweep } from "#stores/sweeps-table.ts";
import { inMemorySweeps } from "#test/fakes/in-memory-sweeps.ts";
import { queueRecord } from "#test/fakes/queue-record.ts";

/** The sweep function over a store, a clock and a queue that remember. Each step of its clock is half a second. */
export function sweeping(options: { findHouseholds: FindHouseholds; now?: string; budgetSeconds?: number }) {
  const sweeps = inMemorySweeps();
  const clock = { time: Date.parse(options.now ?? "2022-07-04T00:05:00+08:00") };
  const handedOn: string[] = [];
  const putBack: number[] = [];
  const faults = { send: () => false, find: () => {} };
  const dependencies: SweepDependencies = {
    sweeps,
    async findHouseholds(wanted, shard, after) {
      faults.find();
      clock.time += 500;
      return await options.findHouseholds(wanted, shard, after);
    },
    async send(_queueUrl, messages) {
      if (faults.send()) return new Set([0]);
      for (const { body } of messages) handedOn.push(...HouseholdsDue.parse(body).households);
      return new Set();
    },
    householdsDueQueueUrl: "http://127.0.0.1:4566/000000000000/households-due",
    times: {
      budgetMilliseconds: (options.budgetSeconds ?? 30) * 1000,
      noteEveryMilliseconds: 2000,
      secondPassMilliseconds: 300_000,
    },
    timeZone: async () => "Asia/Shanghai",
    async putBack(_receiptHandle, seconds) {
      putBack.push(seconds);
    },
    now: () => new Date(clock.time),
    log: async () => {},
  };
  return {
    sweeps,
    clock,
    handedOn,
    putBack,
    faults,
    /** Hands one message to the function; resolves with whether it is to come again. */
    async receive(body: unknown): Promise<boolean> {
      const { batchItemFailures } = await sweep(
        { Records: [queueRecord({ messageId: "m-1", body: JSON.stringify(body) })] },
        dependencies,
      );
      return batchItemFailures.length > 0;
    },
    /** Hands a message to the function until it need not come again, as the queue does. */
    async receiveUntilDone(body: unknown): Promise<void> {
      for (let receipts = 1; await this.receive(body); receipts += 1) {
        if (receipts > 1000) throw new Error("The queue has set the message aside.");
        clock.time += (putBack.at(-1) ?? 0) * 1000;
      }
    },
    stored: (name: string): Sweep => {
      const found = sweeps.items.get(name);
      if (!found) throw new Error(`There is no sweep ${name}`);
      return found;
    },
  };
}

/** A day as its schedule tells it. */
export function calendarDue(time: string): object {
  return {
    version: "0",
    id: "run",
    "detail-type": "Scheduled Event",
    source: "aws.events",
    account: "000000000000",
    time,
    region: "cn-north-1",
    resources: [],
    detail: {},
  };
}
