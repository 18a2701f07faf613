import { randomUUID } from "node:crypto";
import { type DynamoDBClient, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { AuditEntry } from "#events/desk-api/accountability.ts";
import type { AuditPart, AuditTrail } from "#functions/desk/audit-trail.ts";
import { UnknownCursor } from "#outreach/case-store.ts";
import { textOf } from "./read-items.ts";

const entriesAPage = 100;

/**
 * The audit trail in DynamoDB: a partition for each county and day, entries in the order of time. The desk's role may put
 * and query, not update or delete; and a put never replaces: the key holds a random part, and must be new.
 */
export function auditTable(
  client: DynamoDBClient,
  table: string,
  dayOf: (instant: Date) => string,
  newId: () => string = randomUUID,
): AuditTrail {
  return {
    async record(entry) {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: {
            countyDay: { S: partitionOf(entry.area, dayOf(new Date(entry.at))) },
            entry: { S: `${entry.at}#${newId()}` },
            told: { S: JSON.stringify(entry) },
          },
          ConditionExpression: "attribute_not_exists(entry)",
        }),
      );
    },
    async read(part) {
      const countyDay = partitionOf(part.area, part.day);
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: "countyDay = :countyDay",
          ExpressionAttributeValues: { ":countyDay": { S: countyDay } },
          Limit: entriesAPage,
          ...(part.cursor === undefined ? {} : { ExclusiveStartKey: startOf(countyDay, part.cursor) }),
        }),
      );
      const last = LastEvaluatedKey?.["entry"]?.S;
      return {
        entries: Items.map((item) => AuditEntry.parse(JSON.parse(textOf(item, "told")))).filter((entry) =>
          isWanted(entry, part),
        ),
        ...(last === undefined ? {} : { cursor: Buffer.from(last).toString("base64url") }),
      };
    },
  };
}

function isWanted({ area, kind }: AuditEntry, part: AuditPart): boolean {
  return area.startsWith(part.area) && (part.kind === undefined || kind === part.kind);
}

function partitionOf(area: string, day: string): string {
  return `${area.slice(0, 6)}#${day}`;
}

function startOf(countyDay: string, cursor: string) {
  const entry = Buffer.from(cursor, "base64url").toString();
  if (!/^\d{4}-[\dT:.-]+Z#[0-9a-f-]+$/.test(entry)) throw new UnknownCursor("the cursor is none of this list's");
  return { countyDay: { S: countyDay }, entry: { S: entry } };
}
