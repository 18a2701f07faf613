import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";

// Rows as a textbook has them: a key, a version, and plain JSON beside.

/** A table of rows of one kind. */
export interface Rows<Row> {
  /** Reads a row, consistently; undefined where there is none. */
  read(key: string): Promise<Row | undefined>;
  /** Writes a row whole where its version is still the one before. Resolves with false where another was faster. */
  write(row: Row): Promise<boolean>;
}

interface Versioned {
  readonly version: number;
}

const client = new DynamoDBClient({});

export function rowsOf<Row extends Versioned>(
  table: string,
  keyName: string,
  keyOf: (row: Row) => string,
  parse: (text: string) => Row,
): Rows<Row> {
  return {
    async read(key) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: { [keyName]: { S: key } }, ConsistentRead: true }),
      );
      return Item === undefined ? undefined : parse(Item["row"]?.S ?? "");
    },
    async write(row) {
      try {
        await client.send(
          new PutItemCommand({
            TableName: table,
            Item: {
              [keyName]: { S: keyOf(row) },
              version: { N: String(row.version) },
              row: { S: JSON.stringify(row) },
            },
            ConditionExpression: "attribute_not_exists(version) OR version < :version",
            ExpressionAttributeValues: { ":version": { N: String(row.version) } },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}

/** A variable of the function's environment. Throws an Error that names the one missing. */
export function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name}: found missing, expected a name`);
  return value;
}
