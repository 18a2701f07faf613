/** Requests to one kind of SQS call. A request is billed once for each 64 KB that it carries. */
export interface RequestCount {
  readonly requests: number;
  readonly chunks: number;
}

export interface FunctionCount {
  readonly invocations: number;
  readonly errors: number;
  /** Time spent in the handler, in milliseconds, each invocation rounded up as AWS bills it. */
  readonly milliseconds: number;
}

export interface TableCount {
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Conditional writes refused. AWS bills their write units too; they are not in `writeUnits`. */
  readonly conditionsFailed: number;
}

/** What was asked of the embedded AWS since it started, with the sizes by which AWS would bill it. */
export interface ApiCounts {
  /** Calls through the endpoint, by `service:Action`. */
  readonly calls: Readonly<Record<string, number>>;
  /** Entries accepted by a bus, and the chunks of 64 KB they are billed as. */
  readonly eventBridge: { readonly entries: number; readonly chunks: number };
  /** SQS requests by action: those of clients, functions and rules (a rule's delivery is a SendMessage). */
  readonly sqs: Readonly<Record<string, RequestCount>>;
  /** SQS requests that event source mappings made to feed functions, by action: on AWS these are billed too. */
  readonly polling: Readonly<Record<string, RequestCount>>;
  /** Requests, of both kinds, about messages of a group: AWS bills those to a fair queue something more. */
  readonly fair: RequestCount;
  /** By function. */
  readonly lambda: Readonly<Record<string, FunctionCount>>;
  /** By table, indexes included. */
  readonly dynamoDb: Readonly<Record<string, TableCount>>;
  /** Of a table's write units those of its indexes, by `table/index`. */
  readonly indexWrites: Readonly<Record<string, number>>;
}

const chunk = 64 * 1024;

/** How often 64 KB is begun: what EventBridge and SQS bill a payload of so many bytes as. */
export function chunksOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / chunk));
}

/** Counts calls as they happen. */
export interface Counter {
  call(service: string, action: string): void;
  entry(bytes: number): void;
  /** `fair` where the messages are of a group of which their queue is fair. */
  sqs(action: string, bytes: number, fair?: boolean): void;
  polling(action: string, bytes: number, fair?: boolean): void;
  /** An invocation has begun; `invocation` tells of its end. */
  begun(): void;
  /** Invocations begun and not ended. */
  underWay(): number;
  invocation(functionName: string, milliseconds: number, failed: boolean): void;
  table(name: string, more: Partial<TableCount>): void;
  indexWrite(table: string, index: string, units: number): void;
  /** A copy of the counts so far. */
  read(): ApiCounts;
}

export function createCounter(): Counter {
  const calls: Record<string, number> = {};
  const eventBridge = { entries: 0, chunks: 0 };
  const sqs: Record<string, RequestCount> = {};
  const polling: Record<string, RequestCount> = {};
  const fairRequests: Record<"fair", RequestCount> = { fair: { requests: 0, chunks: 0 } };
  const lambda: Record<string, FunctionCount> = {};
  const dynamoDb: Record<string, TableCount> = {};
  const indexWrites: Record<string, number> = {};
  let underWay = 0;
  return {
    begun() {
      underWay += 1;
    },
    underWay: () => underWay,
    call(service, action) {
      const name = `${service}:${action}`;
      calls[name] = (calls[name] ?? 0) + 1;
    },
    entry(bytes) {
      eventBridge.entries += 1;
      eventBridge.chunks += chunksOf(bytes);
    },
    sqs(action, bytes, fair = false) {
      addRequest(sqs, action, bytes);
      if (fair) addRequest(fairRequests, "fair", bytes);
    },
    polling(action, bytes, fair = false) {
      addRequest(polling, action, bytes);
      if (fair) addRequest(fairRequests, "fair", bytes);
    },
    invocation(functionName, milliseconds, failed) {
      underWay -= 1;
      const before = lambda[functionName] ?? { invocations: 0, errors: 0, milliseconds: 0 };
      lambda[functionName] = {
        invocations: before.invocations + 1,
        errors: before.errors + (failed ? 1 : 0),
        milliseconds: before.milliseconds + Math.ceil(milliseconds),
      };
    },
    table(name, { readUnits = 0, writeUnits = 0, conditionsFailed = 0 }) {
      const before = dynamoDb[name] ?? { readUnits: 0, writeUnits: 0, conditionsFailed: 0 };
      dynamoDb[name] = {
        readUnits: before.readUnits + readUnits,
        writeUnits: before.writeUnits + writeUnits,
        conditionsFailed: before.conditionsFailed + conditionsFailed,
      };
    },
    indexWrite(table, index, units) {
      const name = `${table}/${index}`;
      indexWrites[name] = (indexWrites[name] ?? 0) + units;
    },
    read: () => structuredClone({ calls, eventBridge, sqs, polling, ...fairRequests, lambda, dynamoDb, indexWrites }),
  };
}

function addRequest(counts: Record<string, RequestCount>, action: string, bytes: number): void {
  const before = counts[action] ?? { requests: 0, chunks: 0 };
  counts[action] = { requests: before.requests + 1, chunks: before.chunks + chunksOf(bytes) };
}
