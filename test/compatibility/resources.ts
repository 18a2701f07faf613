import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";

// What the tests need at an endpoint, in one form for a template and for the calls that create it.

export interface QueueWanted {
  readonly name: string;
  /** Attributes with numbers, as both CreateQueue and a template name them. */
  readonly attributes: Readonly<Record<string, number>>;
  /** Receipts after which a message goes to the queue `<name>-dead-letters`. */
  readonly maxReceiveCount?: number;
}

export interface Wanted {
  readonly tables: readonly Omit<CreateTableCommandInput, "BillingMode">[];
  readonly queues: readonly QueueWanted[];
  /** Buses, each with a rule that takes events of type `told.*` to a queue. */
  readonly buses: readonly { readonly name: string; readonly queue: string }[];
}

export const nothing: Wanted = { tables: [], queues: [], buses: [] };

/** A table like the product's: a key of two parts, and a sparse index. */
export function table(TableName: string): Wanted["tables"][number] {
  return {
    TableName,
    KeySchema: [
      { AttributeName: "household", KeyType: "HASH" },
      { AttributeName: "part", KeyType: "RANGE" },
    ],
    AttributeDefinitions: [
      { AttributeName: "household", AttributeType: "S" },
      { AttributeName: "part", AttributeType: "S" },
      { AttributeName: "county", AttributeType: "S" },
      { AttributeName: "income", AttributeType: "N" },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: "by-income",
        KeySchema: [
          { AttributeName: "county", KeyType: "HASH" },
          { AttributeName: "income", KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "KEYS_ONLY" },
      },
    ],
  };
}

/** A queue whose messages come again after two seconds, unless it says otherwise. */
export function queue(name: string, attributes: QueueWanted["attributes"] = {}, maxReceiveCount?: number): QueueWanted {
  return {
    name,
    attributes: { VisibilityTimeout: 2, ...attributes },
    ...(maxReceiveCount === undefined ? {} : { maxReceiveCount }),
  };
}

export const deadLettersOf = (name: string) => `${name}-dead-letters`;

/** Every queue, those for dead letters before the ones whose failures they take. */
export function allQueues({ queues }: Wanted): QueueWanted[] {
  const deadLetters = queues
    .filter(({ maxReceiveCount }) => maxReceiveCount !== undefined)
    .map(({ name }) => queue(deadLettersOf(name)));
  return [...deadLetters, ...queues];
}
