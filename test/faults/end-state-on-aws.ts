import { type DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import { DeleteMessageBatchCommand, ReceiveMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Standard } from "#eligibility/standard.ts";
import { OutreachNotice } from "#events/outreach-notice.ts";
import type { Household, Person } from "#household/aggregate.ts";
import type { Case } from "#outreach/case.ts";
import { fromCaseItem } from "#stores/case-items.ts";
import { decodeHouseholdItem } from "#stores/households-table.ts";
import { decodePersonItem } from "#stores/persons-table.ts";
import type { Item } from "#stores/read-items.ts";
import type { EndState } from "./compare.ts";
import { countyWithQueue } from "./ports.ts";

/** Reads where everything ended out of tables and queues, as the comparison with the oracle takes it. */
export async function endStateOnAws(
  standard: Standard,
  { dynamoDb, sqs, urlOf }: { dynamoDb: DynamoDBClient; sqs: SQSClient; urlOf: (queue: string) => string },
): Promise<EndState> {
  const households = new Map<string, Household>();
  for (const item of await itemsOf(dynamoDb, "households")) {
    const household = decodeHouseholdItem(item);
    households.set(household.household, household);
  }
  const persons = new Map<string, Person>();
  for (const item of await itemsOf(dynamoDb, "persons")) {
    const person = decodePersonItem(item);
    persons.set(person.person, person);
  }
  const told = latestRevisions(await bodiesIn(sqs, urlOf(`outreach-${countyWithQueue}`)));
  const cases = new Map<string, OutreachNotice>();
  for (const item of await itemsOf(dynamoDb, "cases")) {
    // The history of a case lies beside it.
    if (!("row" in item)) continue;
    const kept = fromCaseItem(item);
    const county = told.get(kept.case);
    const same = county && county.revision === kept.noticeRevision && county.status === kept.noticeStatus;
    cases.set(kept.case, same ? county : noticeOf(kept));
  }
  const setAside = (await bodiesIn(sqs, urlOf("quarantine"))).map((body, index) => ({
    messageId: String(index),
    body,
    receives: 1,
  }));
  return {
    standard,
    tables: { households, persons, cases, countyCases: told },
    quarantine: { receive: (most) => setAside.splice(0, most), acknowledge: () => {} },
  };
}

function noticeOf(kept: Case): OutreachNotice {
  return {
    type: "outreach.notice",
    notice: kept.case,
    revision: kept.noticeRevision,
    status: kept.noticeStatus,
    household: kept.household,
    area: kept.area,
    role: kept.role,
    ...(kept.copy ? { copy: kept.copy } : {}),
    programmes: [...kept.content.programmes],
    due: kept.window.due,
    standards: kept.content.standards,
  };
}

async function itemsOf(client: DynamoDBClient, table: string): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
    items.push(...(page.Items ?? []));
  }
  return items;
}

function latestRevisions(bodies: readonly string[]): Map<string, OutreachNotice> {
  const latest = new Map<string, OutreachNotice>();
  for (const body of bodies) {
    const notice = OutreachNotice.parse(JSON.parse(body));
    if ((latest.get(notice.notice)?.revision ?? 0) < notice.revision) latest.set(notice.notice, notice);
  }
  return latest;
}

async function bodiesIn(client: SQSClient, QueueUrl: string): Promise<string[]> {
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    if (Messages.length === 0) return bodies;
    bodies.push(...Messages.map(({ Body = "" }) => Body));
    await client.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      }),
    );
  }
}
