import type { ApiCounts, FunctionCount, RequestCount, TableCount } from "#local/api-counts.ts";

/** What was asked between two readings of the counts. */
export function countsBetween(before: ApiCounts, after: ApiCounts): ApiCounts {
  return {
    calls: eachLess(after.calls, before.calls, (now, then = 0) => now - then),
    eventBridge: {
      entries: after.eventBridge.entries - before.eventBridge.entries,
      chunks: after.eventBridge.chunks - before.eventBridge.chunks,
    },
    sqs: eachLess(after.sqs, before.sqs, requestsLess),
    fair: requestsLess(after.fair, before.fair),
    polling: eachLess(after.polling, before.polling, requestsLess),
    lambda: eachLess(after.lambda, before.lambda, functionLess),
    dynamoDb: eachLess(after.dynamoDb, before.dynamoDb, tableLess),
    indexWrites: eachLess(after.indexWrites, before.indexWrites, (now, then = 0) => now - then),
  };
}

function eachLess<Count>(
  after: Readonly<Record<string, Count>>,
  before: Readonly<Record<string, Count>>,
  less: (now: Count, then: Count | undefined) => Count,
): Record<string, Count> {
  return Object.fromEntries(Object.entries(after).map(([name, now]) => [name, less(now, before[name])]));
}

function requestsLess(now: RequestCount, then: RequestCount = { requests: 0, chunks: 0 }): RequestCount {
  return { requests: now.requests - then.requests, chunks: now.chunks - then.chunks };
}

function functionLess(
  now: FunctionCount,
  then: FunctionCount = { invocations: 0, errors: 0, milliseconds: 0 },
): FunctionCount {
  return {
    invocations: now.invocations - then.invocations,
    errors: now.errors - then.errors,
    milliseconds: now.milliseconds - then.milliseconds,
  };
}

function tableLess(
  now: TableCount,
  then: TableCount = { readUnits: 0, writeUnits: 0, conditionsFailed: 0 },
): TableCount {
  return {
    readUnits: now.readUnits - then.readUnits,
    writeUnits: now.writeUnits - then.writeUnits,
    conditionsFailed: now.conditionsFailed - then.conditionsFailed,
  };
}
