import { ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { OutreachNotice } from "#events/outreach-notice.ts";
import { AlreadyDone } from "#functions/errors.ts";

/** Where cases are kept: the notices as staff work them. */
export interface CaseStore {
  /** Applies a notice to its case. Throws AlreadyDone where the case has this revision or a newer one. */
  apply(notice: OutreachNotice): Promise<void>;
}

function contentOf({ programmes, standards, copy }: OutreachNotice) {
  return { programmes, standards, ...(copy ? { copy } : {}) };
}

/** Cases in DynamoDB, one item a notice. Only the notice's own attributes are set: what staff wrote stays. */
export function casesTable(client: DynamoDBClient, table: string): CaseStore {
  return {
    async apply(notice) {
      try {
        await client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: { notice: { S: notice.notice } },
            ConditionExpression: "attribute_not_exists(revision) OR revision < :revision",
            UpdateExpression:
              "SET revision = :revision, #status = :status, household = :household, area = :area, #role = :role, due = :due, content = :content",
            // Both words are reserved in DynamoDB's expressions.
            ExpressionAttributeNames: { "#status": "status", "#role": "role" },
            ExpressionAttributeValues: {
              ":revision": { N: String(notice.revision) },
              ":status": { S: notice.status },
              ":household": { S: notice.household },
              ":area": { S: notice.area },
              ":role": { S: notice.role },
              ":due": { S: notice.due },
              ":content": { S: JSON.stringify(contentOf(notice)) },
            },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        throw new AlreadyDone(`${notice.notice} is at revision ${notice.revision} or newer`);
      }
    },
  };
}
