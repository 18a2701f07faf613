import { describe, expect, it } from "vitest";
import { arnOf } from "#local/account.ts";
import { accessKeyOf, permissionsOf } from "#local/permissions.ts";

const permissions = permissionsOf(
  new Map([
    [
      "evaluate",
      [
        { actions: ["dynamodb:PutItem", "dynamodb:BatchGetItem"], resources: [arnOf("dynamodb", "table/households")] },
        { actions: ["dynamodb:Query"], resources: [arnOf("dynamodb", "table/households/index/calendar")] },
        { actions: ["sqs:SendMessage"], resources: [arnOf("sqs", "outreach"), arnOf("sqs", "outreach-3301??")] },
        { actions: ["events:Put*"], resources: [arnOf("events", "event-bus/household-events")] },
      ],
    ],
  ]),
);
const asEvaluate = (service: string, action: string, body: object) => () =>
  permissions.check(accessKeyOf("evaluate"), service, action, JSON.stringify(body));

describe("a function may do what its role in the template allows", () => {
  it.each<[string, string, string, object]>([
    ["an action on a table", "dynamodb", "PutItem", { TableName: "households" }],
    ["on each table of a batch", "dynamodb", "BatchGetItem", { RequestItems: { households: {} } }],
    ["on an index", "dynamodb", "Query", { TableName: "households", IndexName: "calendar" }],
    ["a batch by the permission for one", "sqs", "SendMessageBatch", { QueueUrl: "http://127.0.0.1/0/outreach" }],
    ["a name with wildcards", "sqs", "SendMessage", { QueueUrl: "http://127.0.0.1/0/outreach-330106" }],
    ["an action with wildcards", "events", "PutEvents", { Entries: [{ EventBusName: "household-events" }] }],
  ])("%s", (_, service, action, body) => {
    expect(asEvaluate(service, action, body)).not.toThrow();
  });
});

describe("a function may not", () => {
  it.each<[string, string, string, object]>([
    ["do another thing to the table", "dynamodb", "DeleteItem", { TableName: "households" }],
    ["touch another table", "dynamodb", "PutItem", { TableName: "persons" }],
    ["touch another table of a batch", "dynamodb", "BatchGetItem", { RequestItems: { households: {}, persons: {} } }],
    ["query the table where it may query an index", "dynamodb", "Query", { TableName: "households" }],
    ["query another index", "dynamodb", "Query", { TableName: "households", IndexName: "overdue-outbox" }],
    [
      "send to a queue whose name only begins like it",
      "sqs",
      "SendMessage",
      { QueueUrl: "http://127.0.0.1/0/outreach-dead-letters" },
    ],
    ["put events on another bus", "events", "PutEvents", { Entries: [{ EventBusName: "default" }] }],
    ["ask of no resource in particular", "sqs", "ListQueues", {}],
  ])("%s", (_, service, action, body) => {
    expect(asEvaluate(service, action, body)).toThrow(/the function evaluate is not authorized to perform/);
  });

  it("and the refusal names function, action and resource", () => {
    expect(asEvaluate("dynamodb", "PutItem", { TableName: "persons" })).toThrow(
      "the function evaluate is not authorized to perform dynamodb:PutItem on arn:aws:dynamodb:us-east-1:000000000000:table/persons",
    );
  });
});

it("lets the machine's owner do everything, whatever the key", () => {
  for (const key of ["local", undefined]) {
    expect(() => permissions.check(key, "dynamodb", "DeleteTable", '{"TableName":"households"}')).not.toThrow();
  }
});
