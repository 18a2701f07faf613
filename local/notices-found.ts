import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { paginateScan } from "@aws-sdk/client-dynamodb";
import { ChangeMessageVisibilityBatchCommand, ReceiveMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { OutreachNotice } from "#events/outreach-notice.ts";
import { fromCaseItem } from "#stores/case-items.ts";
import type { ExpectedNotice } from "./expected-notices.ts";

/** The open cases, as the desk's table holds them. */
export async function openCases(client: DynamoDBClient, table: string): Promise<ExpectedNotice[]> {
  const open: ExpectedNotice[] = [];
  for await (const page of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
    for (const item of page.Items ?? []) {
      if (!("row" in item)) continue;
      const { noticeStatus, household, role, area, content } = fromCaseItem(item);
      if (noticeStatus === "open") open.push({ household, role, area, programmes: [...content.programmes] });
    }
  }
  return open;
}

const hold = 120;

/**
 * The notices that stand open in a county's own queue: the latest revision of each. Leaves the queue as it was; a message
 * that is no notice, which anybody may have put there, is none.
 */
export async function openInQueue(client: SQSClient, queueUrl: string): Promise<ExpectedNotice[]> {
  const latest = new Map<string, OutreachNotice>();
  const handles: string[] = [];
  for (;;) {
    const { Messages: messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: hold }),
    );
    if (messages.length === 0) break;
    for (const { Body, ReceiptHandle } of messages) {
      const notice = noticeIn(Body ?? "");
      if (notice && (latest.get(notice.notice)?.revision ?? 0) < notice.revision) latest.set(notice.notice, notice);
      if (ReceiptHandle !== undefined) handles.push(ReceiptHandle);
    }
  }
  for (let start = 0; start < handles.length; start += 10) {
    await client.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl: queueUrl,
        Entries: handles.slice(start, start + 10).map((ReceiptHandle, index) => ({
          Id: String(index),
          ReceiptHandle,
          VisibilityTimeout: 0,
        })),
      }),
    );
  }
  return [...latest.values()].filter(({ status }) => status === "open");
}

function noticeIn(body: string): OutreachNotice | undefined {
  try {
    return OutreachNotice.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** How notices found differ from those expected. */
export interface NoticeDifferences {
  readonly same: number;
  /** Expected, and not found. */
  readonly missed: readonly string[];
  /** Found, and not expected. */
  readonly wrong: readonly string[];
  /** Both, with other programmes or another area. */
  readonly different: readonly string[];
}

/** Compares notices by household, role and what they say. */
export function compareNotices(
  expected: readonly ExpectedNotice[],
  found: readonly ExpectedNotice[],
): NoticeDifferences {
  const byKey = (notices: readonly ExpectedNotice[]) =>
    new Map(
      notices.map((notice) => [`${notice.household} ${notice.role}`, JSON.stringify([notice.area, notice.programmes])]),
    );
  const wanted = byKey(expected);
  const given = byKey(found);
  const both = [...wanted.keys()].filter((key) => given.has(key));
  return {
    same: both.filter((key) => wanted.get(key) === given.get(key)).length,
    missed: [...wanted.keys()].filter((key) => !given.has(key)),
    wrong: [...given.keys()].filter((key) => !wanted.has(key)),
    different: both.filter((key) => wanted.get(key) !== given.get(key)),
  };
}
