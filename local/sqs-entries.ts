import { ServiceError } from "./api-reply.ts";
import type { SqsRequest } from "./sqs-requests.ts";

// What AWS refuses and fauxqs does not look at: delays out of range, and receipt handles that no queue ever gave.

const mostDelaySeconds = 900;
const mostEntries = 10;
/** The form of the handles that fauxqs gives. */
const handlePattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Fault {
  readonly code: string;
  readonly message: string;
}

/** An entry of a batch that was set aside, as the answer tells it. */
export interface FailedEntry {
  readonly Id: string;
  readonly SenderFault: true;
  readonly Code: string;
  readonly Message: string;
}

function faultOf(entry: {
  readonly DelaySeconds?: number | undefined;
  readonly ReceiptHandle?: string;
}): Fault | undefined {
  const { DelaySeconds = 0, ReceiptHandle } = entry;
  if (!Number.isInteger(DelaySeconds) || DelaySeconds < 0 || DelaySeconds > mostDelaySeconds) {
    const reason = `DelaySeconds must be >= 0 and <= ${mostDelaySeconds}.`;
    const message = `Value ${DelaySeconds} for parameter DelaySeconds is invalid. Reason: ${reason}`;
    return { code: "InvalidParameterValue", message };
  }
  if (ReceiptHandle !== undefined && !handlePattern.test(ReceiptHandle)) {
    return {
      code: "ReceiptHandleIsInvalid",
      message: `The input receipt handle "${ReceiptHandle}" is not a valid receipt handle.`,
    };
  }
  return undefined;
}

/**
 * The request without those entries of its batch that have something wrong, and these. Throws a ServiceError where a
 * request of no batch has something wrong.
 */
export function setAside(request: SqsRequest): {
  readonly request: SqsRequest;
  readonly failed: readonly FailedEntry[];
} {
  switch (request.action) {
    case "SendMessage":
    case "DeleteMessage":
    case "ChangeMessageVisibility": {
      const fault = faultOf(request.input);
      if (fault) throw new ServiceError(fault.code, fault.message);
      return { request, failed: [] };
    }
    case "SendMessageBatch": {
      const { good, failed } = split(request.input.Entries);
      return { request: { ...request, input: { ...request.input, Entries: good } }, failed };
    }
    case "DeleteMessageBatch": {
      const { good, failed } = split(request.input.Entries);
      return { request: { ...request, input: { ...request.input, Entries: good } }, failed };
    }
    case "ChangeMessageVisibilityBatch": {
      const { good, failed } = split(request.input.Entries);
      return { request: { ...request, input: { ...request.input, Entries: good } }, failed };
    }
    default:
      return { request, failed: [] };
  }
}

/** Whether nothing is left of a batch. */
export function isEmptyBatch({ input }: SqsRequest): boolean {
  return "Entries" in input && input.Entries.length === 0;
}

function split<Entry extends Parameters<typeof faultOf>[0] & { readonly Id: string }>(entries: readonly Entry[]) {
  // Refused as a whole, for its length.
  if (entries.length > mostEntries) return { good: [...entries], failed: [] };
  const good: Entry[] = [];
  const failed: FailedEntry[] = [];
  for (const entry of entries) {
    const fault = faultOf(entry);
    if (fault) failed.push({ Id: entry.Id, SenderFault: true, Code: fault.code, Message: fault.message });
    else good.push(entry);
  }
  return { good, failed };
}
