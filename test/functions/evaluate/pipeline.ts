import type { SQSEvent } from "aws-lambda";
import { ChangeQuarantined } from "#events/change-quarantined.ts";
import { OutreachNotice } from "#events/outreach-notice.ts";
import { evaluate } from "#functions/evaluate/evaluate.ts";
import type { Message } from "#stores/queues.ts";
import { type Faults, inMemoryStores } from "#test/fakes/in-memory-stores.ts";
import { queueRecord } from "#test/fakes/queue-record.ts";
import { zhejiangVillages } from "#test/standards/zhejiang.ts";

const outreach = "http://127.0.0.1:4566/000000000000/outreach";
const quarantine = "http://127.0.0.1:4566/000000000000/quarantine";

/** Refuses the message at a position of a send, by queue address. */
export type QueueFaults = (queueUrl: string, position: number) => boolean;

/** The evaluate function over stores and queues that remember. */
export function pipeline(options: { faults?: Faults; queueFaults?: QueueFaults; today?: string } = {}) {
  const stores = inMemoryStores(options.faults);
  const queues = new Map<string, unknown[]>();
  const log: Readonly<Record<string, unknown>>[] = [];
  const clock = { today: options.today ?? "2022-07-04" };
  let messages = 0;

  const send = async (queueUrl: string, sending: readonly Message[]) => {
    const refused = new Set<number>();
    sending.forEach(({ body }, position) => {
      if (options.queueFaults?.(queueUrl, position)) refused.add(position);
      else queues.set(queueUrl, [...(queues.get(queueUrl) ?? []), body]);
    });
    return refused;
  };
  const dependencies = {
    environment: {
      HOUSEHOLDS_TABLE: "households",
      PERSONS_TABLE: "persons",
      STANDARDS_TABLE: "standards",
      STANDARD: "zhejiang",
      OUTREACH_QUEUE_URL: outreach,
      OUTREACH_COUNTIES: new Set(["330106"]),
      OUTREACH_WEBHOOKS: new Map(),
      QUARANTINE_QUEUE_URL: quarantine,
    },
    households: stores.householdStore,
    persons: stores.personStore,
    standardInForce: async () => zhejiangVillages(),
    send,
    now: () => new Date(`${clock.today}T09:00:00+08:00`),
    log: async (line: Readonly<Record<string, unknown>>) => void log.push(line),
  };
  const record = (body: string) => {
    messages += 1;
    return queueRecord({ messageId: `m-${messages}`, body });
  };

  return {
    ...stores,
    clock,
    log,
    /** Runs a batch; returns the positions of the messages that failed. */
    async run(...bodies: (string | object)[]): Promise<number[]> {
      const event: SQSEvent = {
        Records: bodies.map((body) => record(typeof body === "string" ? body : JSON.stringify(body))),
      };
      const { batchItemFailures } = await evaluate(event, dependencies);
      return batchItemFailures.map(({ itemIdentifier }) =>
        event.Records.findIndex(({ messageId }) => messageId === itemIdentifier),
      );
    },
    notices: (county?: string) =>
      (queues.get(county ? `${outreach}-${county}` : outreach) ?? []).map((body) => OutreachNotice.parse(body)),
    quarantined: () => (queues.get(quarantine) ?? []).map((body) => ChangeQuarantined.parse(body)),
    everythingSaid: () => JSON.stringify([[...queues], log]),
  };
}

let events = 0;

/** An event as the bus hands it to the changes queue. */
export function reported(source: string, changes: unknown[], event: { id?: string; sequence?: number } = {}) {
  events += 1;
  return {
    version: "0",
    id: `bus-${events}`,
    "detail-type": "household.changed.v1",
    source,
    account: "000000000000",
    time: "2022-07-01T00:00:00Z",
    region: "cn-north-1",
    resources: [],
    detail: { id: event.id ?? `${source}-${events}`, sequence: event.sequence ?? events, changes },
  };
}

const asOf = "2022-06-01";

/** A couple without other income in 330106 whose wages are given, as its source systems report it. */
export function family(household: string, wages: readonly number[], area = "330106001001") {
  const persons = wages.map((_wage, index) => `p-${household.slice(2)}-${index}`);
  return [
    reported("population", [
      { household, asOf, set: { area } },
      ...persons.map((person) => ({ person, asOf, set: { household, birthDate: "1985-03-01", deceased: false } })),
    ]),
    reported("civil-affairs", [{ household, asOf, set: { otherMonthlyIncome: 0 } }]),
    reported(
      "human-resources",
      persons.map((person, index) => ({ person, asOf, set: { monthlyIncome: wages[index] } })),
    ),
  ];
}
