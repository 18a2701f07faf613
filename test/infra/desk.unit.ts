import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { named, ofType, stageNamed, synthesise, target } from "./synthesised.ts";

const prod = synthesise(stageNamed("prod"));

const Statements = z.object({
  PolicyDocument: z.object({
    Statement: z.array(z.looseObject({ Action: z.union([z.string(), z.array(z.string())]), Resource: z.unknown() })),
  }),
});

/** Every permission in the templates on a table, as `stack policy action`. */
function grantsOn(table: string): string[] {
  const { logicalId } = named(prod, "AWS::DynamoDB::Table", "TableName", table);
  return ofType(prod, "AWS::IAM::Policy").flatMap((policy) =>
    Statements.parse(policy.Properties)
      .PolicyDocument.Statement.filter(({ Resource }) => JSON.stringify(Resource).includes(logicalId))
      .flatMap(({ Action }) => [Action].flat().map((action) => `${policy.stack} ${action}`)),
  );
}

describe("the audit trail", () => {
  it("is added to and read by the desk; no role may change or remove an entry", () => {
    expect(grantsOn("audit").toSorted()).toEqual([
      "policies-find-people-desk dynamodb:PutItem",
      "policies-find-people-desk dynamodb:Query",
    ]);
  });
});

describe("names and addresses", () => {
  it("are read by the desk alone, one household at a time, and written by none of ours", () => {
    expect(grantsOn("contacts")).toEqual(["policies-find-people-desk dynamodb:GetItem"]);
  });

  it("have a key of their own", () => {
    const keyOf = (table: string) =>
      target(
        z
          .looseObject({ KMSMasterKeyId: z.unknown() })
          .parse(named(prod, "AWS::DynamoDB::Table", "TableName", table).Properties["SSESpecification"]).KMSMasterKeyId,
      );
    const others = ofType(prod, "AWS::DynamoDB::Table")
      .map(({ Properties }) => String(Properties["TableName"]))
      .filter((table) => table !== "contacts");
    expect(others.map(keyOf)).not.toContain(keyOf("contacts"));
  });
});

describe("the desk's API", () => {
  it("logs neither paths nor addresses of clients", () => {
    const [stage] = ofType(prod, "AWS::ApiGatewayV2::Stage");
    const { Format } = z.looseObject({ Format: z.string() }).parse(stage?.Properties["AccessLogSettings"]);
    expect(Object.values(z.record(z.string(), z.string()).parse(JSON.parse(Format)))).toEqual([
      "$context.requestId",
      "$context.routeKey",
      "$context.status",
      "$context.responseLatency",
    ]);
  });

  it("is no function URL, which China's regions lack, and asks no Cognito", () => {
    const types = prod.resources.map(({ Type }) => Type);
    expect(types).toContain("AWS::ApiGatewayV2::Api");
    expect(types.filter((type) => /Lambda::Url|Cognito/.test(type))).toEqual([]);
  });
});
