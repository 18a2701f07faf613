import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { ofType, stageNamed, synthesise, target } from "./synthesised.ts";

const prod = synthesise(stageNamed("prod"));
const Statements = z.array(
  z.looseObject({ Effect: z.string(), Principal: z.optional(z.unknown()), Condition: z.optional(z.unknown()) }),
);

function statementsIn(properties: Readonly<Record<string, unknown>>, property: string) {
  const policy = z.looseObject({ Statement: Statements }).parse(properties[property]);
  return policy.Statement;
}

describe("every key of ours", () => {
  it("turns over yearly, and its deletion can be undone for thirty days", () => {
    for (const { Properties } of ofType(prod, "AWS::KMS::Key")) {
      expect(Properties).toMatchObject({ EnableKeyRotation: true, PendingWindowInDays: 30 });
    }
  });

  it("is used by a service only on behalf of this account, and by anybody only through a service", () => {
    for (const { Properties } of ofType(prod, "AWS::KMS::Key")) {
      for (const { Principal, Condition } of statementsIn(Properties, "KeyPolicy")) {
        // The account itself, which administers the key.
        if (JSON.stringify(Principal).includes(":root")) continue;
        expect(JSON.stringify(Condition)).toMatch(/kms:CallerAccount.*kms:ViaService|aws:SourceAccount|aws:logs:arn/);
      }
    }
  });
});

describe("every alarm", () => {
  const [topic] = ofType(prod, "AWS::SNS::Topic");

  it("tells the people who keep the system, when it begins and when it ends", () => {
    for (const { Properties } of ofType(prod, "AWS::CloudWatch::Alarm")) {
      expect(z.array(z.unknown()).parse(Properties["AlarmActions"]).map(target)).toEqual([topic?.logicalId]);
      expect(z.array(z.unknown()).parse(Properties["OKActions"]).map(target)).toEqual([topic?.logicalId]);
    }
  });

  it("says in human words who is harmed", () => {
    for (const { Properties } of ofType(prod, "AWS::CloudWatch::Alarm")) {
      expect(String(Properties["AlarmDescription"])).toMatch(/famil|household|staff/i);
    }
  });

  it("goes to addresses that the stage names", () => {
    const told = synthesise({ ...stageNamed("prod"), notify: ["duty@example.org"] });
    expect(ofType(told, "AWS::SNS::Subscription").map(({ Properties }) => Properties["Endpoint"])).toEqual([
      "duty@example.org",
    ]);
  });
});

describe("backups", () => {
  it("take every table, daily, and keep it for 35 days", () => {
    const [selection] = ofType(prod, "AWS::Backup::BackupSelection");
    const { Resources } = z
      .looseObject({ Resources: z.array(z.unknown()) })
      .parse(selection?.Properties["BackupSelection"]);
    expect(Resources.map(target).toSorted()).toEqual(
      ofType(prod, "AWS::DynamoDB::Table")
        .map(({ logicalId }) => logicalId)
        .toSorted(),
    );
    const text = JSON.stringify(ofType(prod, "AWS::Backup::BackupPlan")[0]?.Properties);
    expect(text).toContain('"DeleteAfterDays":35');
  });

  it("are copied to where the stage says", () => {
    const vault = "arn:aws-cn:backup:cn-northwest-1:111122223333:backup-vault:copies";
    const copied = synthesise({ ...stageNamed("prod"), backupCopies: [vault] });
    expect(JSON.stringify(ofType(copied, "AWS::Backup::BackupPlan")[0]?.Properties)).toContain(vault);
  });
});

describe("the bus", () => {
  it("lets another account send under the names of its own source systems only", () => {
    const open = synthesise({ ...stageNamed("prod"), sourceAccounts: { "444455556666": ["population", "education"] } });
    const [policy] = ofType(open, "AWS::Events::EventBusPolicy");
    const { Statement } = z.looseObject({ Statement: z.looseObject({}) }).parse(policy?.Properties);
    expect(Statement).toMatchObject({
      Effect: "Allow",
      Action: "events:PutEvents",
      Condition: {
        StringEquals: { "events:source": ["population", "education"] },
        StringLike: { "events:detail-type": "household.changed.*" },
      },
    });
  });

  it("is open to no other account where the stage names none", () => {
    expect(prod.resources.filter(({ Type }) => Type === "AWS::Events::EventBusPolicy")).toEqual([]);
  });
});

describe("every queue", () => {
  it("takes messages of another service only on behalf of this account", () => {
    const fromServices = ofType(prod, "AWS::SQS::QueuePolicy")
      .flatMap(({ Properties }) => statementsIn(Properties, "PolicyDocument"))
      .filter(({ Effect, Principal }) => Effect === "Allow" && JSON.stringify(Principal).includes("Service"));
    expect(fromServices.length).toBeGreaterThan(0);
    for (const { Condition } of fromServices) expect(JSON.stringify(Condition)).toMatch(/aws:Source(Account|Arn)/);
  });
});
