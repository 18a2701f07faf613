import {
  type AttributeValue,
  BatchGetItemCommand,
  type BatchGetItemCommandInput,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  paginateQuery,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { covers, isEmbedded } from "./endpoint-settings.ts";
import { type EndpointUnderTest, endpointWith } from "./endpoint-under-test.ts";
import { nothing, table } from "./resources.ts";

type Item = Record<string, AttributeValue>;

describe.skipIf(!covers("dynamodb"))("a table", () => {
  let aws: EndpointUnderTest;
  let TableName: string;
  let families = 0;

  beforeAll(async () => {
    aws = await endpointWith({ ...nothing, tables: [table("families")] });
    TableName = aws.nameOf("families");
  }, 180_000);

  afterAll(() => aws.close(), 60_000);

  /** A partition that no other test writes to. */
  const newFamily = () => {
    families += 1;
    return `h-${families}`;
  };
  const keyOf = (household: string, part = "file"): Item => ({ household: { S: household }, part: { S: part } });
  const put = (item: Item, more: Partial<PutItemCommandInput> = {}) =>
    aws.dynamoDb.send(new PutItemCommand({ TableName, Item: item, ...more }));
  const read = async (household: string, part?: string) =>
    (await aws.dynamoDb.send(new GetItemCommand({ TableName, Key: keyOf(household, part), ConsistentRead: true })))
      .Item;

  describe("a write with a condition", () => {
    const revised = (household: string, seen: number) =>
      put(
        { ...keyOf(household), revision: { N: String(seen + 1) } },
        { ConditionExpression: "revision = :seen", ExpressionAttributeValues: { ":seen": { N: String(seen) } } },
      );

    test("is refused with ConditionalCheckFailedException where the condition does not hold, and changes nothing", async () => {
      const family = newFamily();
      await put({ ...keyOf(family), revision: { N: "7" } });
      await expect(revised(family, 6)).rejects.toMatchObject({
        name: "ConditionalCheckFailedException",
        $metadata: { httpStatusCode: 400 },
      });
      expect(await read(family)).toMatchObject({ revision: { N: "7" } });
      await revised(family, 7);
      expect(await read(family)).toMatchObject({ revision: { N: "8" } });
    });

    test("succeeds for exactly one of ten writers who saw the same item", async () => {
      const family = newFamily();
      await put({ ...keyOf(family), revision: { N: "1" } });
      const ends = await Promise.allSettled(Array.from({ length: 10 }, () => revised(family, 1)));
      expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      for (const end of ends) {
        if (end.status === "rejected") expect(end.reason).toMatchObject({ name: "ConditionalCheckFailedException" });
      }
    });

    test("can demand that there is no item, or that there is one", async () => {
      const family = newFamily();
      const isNew = { ConditionExpression: "attribute_not_exists(household)" };
      await put(keyOf(family), isNew);
      await expect(put(keyOf(family), isNew)).rejects.toMatchObject({ name: "ConditionalCheckFailedException" });
      const removal = { TableName, ConditionExpression: "attribute_exists(household)" };
      await aws.dynamoDb.send(new DeleteItemCommand({ ...removal, Key: keyOf(family) }));
      await expect(aws.dynamoDb.send(new DeleteItemCommand({ ...removal, Key: keyOf(family) }))).rejects.toMatchObject({
        name: "ConditionalCheckFailedException",
      });
    });

    test("can be an update that changes some attributes and keeps the others", async () => {
      const family = newFamily();
      await put({ ...keyOf(family), revision: { N: "1" }, area: { S: "330106" }, outbox: { S: "waiting" } });
      const { Attributes } = await aws.dynamoDb.send(
        new UpdateItemCommand({
          TableName,
          Key: keyOf(family),
          UpdateExpression: "SET revision = revision + :one REMOVE outbox",
          ConditionExpression: "attribute_exists(outbox)",
          ExpressionAttributeValues: { ":one": { N: "1" } },
          ReturnValues: "ALL_NEW",
        }),
      );
      expect(Attributes).toEqual({ ...keyOf(family), revision: { N: "2" }, area: { S: "330106" } });
    });
  });

  describe("what was written", () => {
    test("is seen by a consistent read at once, value by value", async () => {
      const family = newFamily();
      const item: Item = {
        ...keyOf(family),
        text: { S: "低保 <&> \u{1F468}‍👩" },
        nothing: { S: "" },
        number: { N: "1234567890.1234567890123456789012345678" },
        least: { N: "-0.01" },
        bytes: { B: Uint8Array.from([0, 1, 254, 255]) },
        yes: { BOOL: true },
        unknown: { NULL: true },
        list: { L: [{ S: "a" }, { N: "1" }] },
        map: { M: { inner: { S: "b" } } },
        set: { SS: ["one"] },
      };
      await put(item);
      expect(await read(family)).toEqual(item);
    });

    test("costs a write unit for each KB begun, and a consistent read one for each 4 KB", async () => {
      const family = newFamily();
      const item = { ...keyOf(family), text: { S: "x".repeat(5000) } };
      const written = await put(item, { ReturnConsumedCapacity: "TOTAL" });
      expect(written.ConsumedCapacity?.CapacityUnits).toBe(5);
      const costOf = async (ConsistentRead: boolean) => {
        const get = { TableName, Key: keyOf(family), ConsistentRead, ReturnConsumedCapacity: "TOTAL" as const };
        return (await aws.dynamoDb.send(new GetItemCommand(get))).ConsumedCapacity?.CapacityUnits;
      };
      expect(await costOf(true)).toBe(2);
      expect(await costOf(false)).toBe(1);
    });
  });

  describe("an item", () => {
    const attribute = "text";
    /** An item whose names and values have so many bytes. */
    const ofBytes = (family: string, bytes: number) => {
      const others = Buffer.byteLength(`household${family}partfile${attribute}`);
      return { ...keyOf(family), [attribute]: { S: "x".repeat(bytes - others) } };
    };

    test("may have 400 KB", async () => {
      const family = newFamily();
      await put(ofBytes(family, 400 * 1024));
      expect((await read(family))?.[attribute]?.S?.length).toBeGreaterThan(400_000);
    });

    test("is refused with ValidationException when it has a byte more", async () => {
      await expect(put(ofBytes(newFamily(), 400 * 1024 + 1))).rejects.toMatchObject({
        name: "ValidationException",
        message: expect.stringMatching(/size/i),
      });
    });

    test("is refused with ValidationException where its key is missing, empty or of another type", async () => {
      const family = newFamily();
      for (const wrong of [{ household: { S: family } }, keyOf(""), { ...keyOf(family), part: { N: "1" } }] as Item[]) {
        await expect(put(wrong)).rejects.toMatchObject({ name: "ValidationException" });
      }
    });

    test("is refused with ValidationException where a key of an index is of another type", async () => {
      const wrong = { ...keyOf(newFamily()), county: { S: "330106" }, income: { S: "620" } };
      await expect(put(wrong)).rejects.toMatchObject({ name: "ValidationException" });
    });
  });

  test("that does not exist is told by ResourceNotFoundException", async () => {
    const missing = { TableName: `${TableName}-missing`, Key: keyOf("h-0") };
    await expect(aws.dynamoDb.send(new GetItemCommand(missing))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  describe("reading by batch", () => {
    const batch = (Keys: Item[], more: Partial<NonNullable<BatchGetItemCommandInput["RequestItems"]>[string]> = {}) =>
      aws.dynamoDb.send(
        new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys, ConsistentRead: true, ...more } } }),
      );

    /** Asks for what was left until nothing is, or for fifty times. */
    const readAll = async (keys: Item[]) => {
      const found = new Set<string | undefined>();
      let left = keys;
      let rounds = 0;
      for (; left.length > 0 && rounds < 50; rounds += 1) {
        const { Responses, UnprocessedKeys } = await batch(left);
        for (const { household } of Responses?.[TableName] ?? []) found.add(household?.S);
        left = UnprocessedKeys?.[TableName]?.Keys ?? [];
      }
      return { found, rounds };
    };

    test("finds what is there, and is silent on what is not", async () => {
      const [here, gone] = [newFamily(), newFamily()];
      await put(keyOf(here));
      const { Responses, UnprocessedKeys } = await batch([keyOf(here), keyOf(gone)]);
      expect(Responses?.[TableName]).toEqual([keyOf(here)]);
      expect(UnprocessedKeys ?? {}).toEqual({});
    });

    test("takes a hundred keys", async () => {
      const { Responses } = await batch(Array.from({ length: 100 }, (_, index) => keyOf(`none-${index}`)));
      expect(Responses?.[TableName]).toEqual([]);
    });

    test("is refused with ValidationException when it names more than a hundred keys, none, or one twice", async () => {
      const family = newFamily();
      const many = Array.from({ length: 101 }, (_, index) => keyOf(`none-${index}`));
      for (const keys of [many, [], [keyOf(family), keyOf(family)]]) {
        await expect(batch(keys)).rejects.toMatchObject({ name: "ValidationException" });
      }
    });

    test("answers with what one answer holds, at most 16 MB, and names the keys that are left", async () => {
      // The embedded AWS ends an answer sooner, as a difference says; there less will do.
      const parts = Array.from({ length: isEmbedded ? 6 : 43 }, () => newFamily());
      const text = { S: "x".repeat(399_000) };
      for (const family of parts) await put({ ...keyOf(family), text });
      const { found, rounds } = await readAll(parts.map((family) => keyOf(family)));
      expect(found).toEqual(new Set(parts));
      expect(rounds).toBeGreaterThan(1);
    }, 60_000);
  });

  describe("a query", () => {
    const query = (household: string, more: object = {}) => ({
      TableName,
      KeyConditionExpression: "household = :household",
      ExpressionAttributeValues: { ":household": { S: household } },
      ConsistentRead: true,
      ...more,
    });
    const partsOf = (items: Item[] | undefined) => (items ?? []).map(({ part }) => part?.S);

    test("gives items in the order of their sort key's bytes, either way", async () => {
      const family = newFamily();
      for (const part of ["b", "a", "Z", "低", "a#2", "a#10"]) await put(keyOf(family, part));
      const inOrder = ["Z", "a", "a#10", "a#2", "b", "低"];
      expect(partsOf((await aws.dynamoDb.send(new QueryCommand(query(family)))).Items)).toEqual(inOrder);
      const back = await aws.dynamoDb.send(new QueryCommand(query(family, { ScanIndexForward: false })));
      expect(partsOf(back.Items)).toEqual(inOrder.toReversed());
    });

    test("finds a range and a beginning of the sort key", async () => {
      const family = newFamily();
      for (const part of ["a#1", "a#2", "b#1", "c#1"]) await put(keyOf(family, part));
      const where = async (condition: string, values: Item) =>
        partsOf(
          (
            await aws.dynamoDb.send(
              new QueryCommand({
                ...query(family),
                KeyConditionExpression: `household = :household AND ${condition}`,
                ExpressionAttributeValues: { ":household": { S: family }, ...values },
              }),
            )
          ).Items,
        );
      expect(await where("begins_with(part, :a)", { ":a": { S: "a#" } })).toEqual(["a#1", "a#2"]);
      expect(await where("part BETWEEN :a AND :b", { ":a": { S: "a#2" }, ":b": { S: "b#1" } })).toEqual(["a#2", "b#1"]);
      expect(await where("part > :a", { ":a": { S: "b#1" } })).toEqual(["c#1"]);
    });

    test("goes on after its last key until everything was seen once", async () => {
      const family = newFamily();
      const parts = Array.from({ length: 7 }, (_, index) => `part-${index}`);
      for (const part of parts) await put(keyOf(family, part));
      const pages: unknown[] = [];
      for await (const { Items } of paginateQuery({ client: aws.dynamoDb, pageSize: 3 }, query(family))) {
        pages.push(partsOf(Items));
      }
      expect(pages.flat()).toEqual(parts);
      expect(pages.length).toBeGreaterThanOrEqual(3);
    });

    test("ends a page at 1 MB", async () => {
      const family = newFamily();
      const parts = ["1", "2", "3", "4"];
      for (const part of parts) await put({ ...keyOf(family, part), text: { S: "x".repeat(350_000) } });
      const first = await aws.dynamoDb.send(new QueryCommand(query(family)));
      expect(partsOf(first.Items)).toEqual(["1", "2", "3"].slice(0, first.Items?.length));
      expect(first.LastEvaluatedKey).toBeDefined();
      const rest = await aws.dynamoDb.send(
        new QueryCommand(query(family, { ExclusiveStartKey: first.LastEvaluatedKey })),
      );
      expect([...partsOf(first.Items), ...partsOf(rest.Items)]).toEqual(parts);
    });

    test("is refused with ValidationException where an expression uses a name that is reserved, or a value it lacks", async () => {
      const family = newFamily();
      for (const more of [{ FilterExpression: "name = :household" }, { FilterExpression: "part = :missing" }]) {
        await expect(aws.dynamoDb.send(new QueryCommand(query(family, more)))).rejects.toMatchObject({
          name: "ValidationException",
        });
      }
    });
  });

  describe("an index", () => {
    const byIncome = (county: string, more: object = {}) =>
      aws.dynamoDb.send(
        new QueryCommand({
          TableName,
          IndexName: "by-income",
          KeyConditionExpression: "county = :county AND income BETWEEN :least AND :most",
          ExpressionAttributeValues: { ":county": { S: county }, ":least": { N: "941" }, ":most": { N: "1000" } },
          ...more,
        }),
      );

    test("soon holds the items that have its keys, ordered as numbers, with what it projects", async () => {
      const county = "330106";
      const [low, middle, high, without] = [newFamily(), newFamily(), newFamily(), newFamily()];
      const ofCounty = { county: { S: county }, note: { S: "not projected" } };
      await put({ ...keyOf(high), ...ofCounty, income: { N: "1000" } });
      await put({ ...keyOf(middle), ...ofCounty, income: { N: "950.5" } });
      await put({ ...keyOf(low), ...ofCounty, income: { N: "99" } });
      await put({ ...keyOf(without), ...ofCounty });
      await expect
        .poll(async () => (await byIncome(county)).Items, { timeout: 20_000 })
        .toEqual([
          { ...keyOf(middle), county: { S: county }, income: { N: "950.5" } },
          { ...keyOf(high), county: { S: county }, income: { N: "1000" } },
        ]);
    });

    test("soon forgets an item that lost its key", async () => {
      const county = "330203";
      const family = newFamily();
      await put({ ...keyOf(family), county: { S: county }, income: { N: "950" } });
      await expect.poll(async () => (await byIncome(county)).Count, { timeout: 20_000 }).toBe(1);
      await put(keyOf(family));
      await expect.poll(async () => (await byIncome(county)).Count, { timeout: 20_000 }).toBe(0);
    });

    test("cannot be read consistently: that is refused with ValidationException", async () => {
      await expect(byIncome("330106", { ConsistentRead: true })).rejects.toMatchObject({ name: "ValidationException" });
    });
  });

  test("is scanned in segments that together see every item once", async () => {
    const household = newFamily();
    const parts = Array.from({ length: 30 }, (_, index) => `part-${index}`);
    for (const part of parts) await put(keyOf(household, part));
    const seen: string[] = [];
    for (const Segment of [0, 1, 2]) {
      let ExclusiveStartKey: Item | undefined;
      do {
        const page = await aws.dynamoDb.send(
          new ScanCommand({ TableName, Segment, TotalSegments: 3, Limit: 20, ConsistentRead: true, ExclusiveStartKey }),
        );
        seen.push(...(page.Items ?? []).map(({ household, part }) => `${household?.S} ${part?.S}`));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((each) => each.startsWith(`${household} `))).toHaveLength(parts.length);
  });
});
