import { describe, expect, it } from "vitest";
import { calendarIndex, loweredIndex, overdueOutboxIndex, raisedIndex, unreportedIndex } from "#infra/data-stack.ts";
import * as caseLists from "#stores/case-lists.ts";
import * as householdsFound from "#stores/households-found.ts";
import * as overdueOutboxes from "#stores/overdue-outboxes.ts";
import { named, ofType, type SynthesisedResource, stageNamed, synthesise, target } from "./synthesised.ts";

const local = synthesise(stageNamed("local"));
const production = synthesise(stageNamed("prod"));

function propertyOf(type: string, property: string): unknown[] {
  return ofType(local, type)
    .map(({ Properties }) => Properties[property])
    .toSorted();
}

describe("names that others rely on", () => {
  it("has the one bus that sources put events on, with an archive", () => {
    expect(propertyOf("AWS::Events::EventBus", "Name")).toEqual(["household-events"]);
    expect(propertyOf("AWS::Events::Archive", "ArchiveName")).toEqual(["household-events"]);
  });

  it("has its queues, one for each county with an office system and each webhook, and dead letters for each, for the bus and for runs on a schedule", () => {
    const counties = ["outreach-330106", "outreach-330203", "outreach-330383"];
    const queues = [
      "changes",
      "outreach",
      ...counties,
      "outreach-webhook-haiyan",
      "reminders",
      "charity-referrals",
      "quarantine",
      "sweeps",
      "households-due",
    ];
    const deadLetters = [
      ...queues,
      "household-events",
      "calendar",
      "watch",
      "report-outcomes",
      "asked-previews",
      "count-cases",
      "remind",
    ].map((name) => `${name}-dead-letters`);
    expect(propertyOf("AWS::SQS::Queue", "QueueName")).toEqual([...queues, ...deadLetters].toSorted());
  });

  it("has its tables under their keys", () => {
    const tables = ofType(local, "AWS::DynamoDB::Table").map(({ Properties }) => [
      Properties["TableName"],
      Properties["KeySchema"],
    ]);
    expect(Object.fromEntries(tables)).toEqual({
      households: [{ AttributeName: "household", KeyType: "HASH" }],
      persons: [{ AttributeName: "person", KeyType: "HASH" }],
      standards: [
        { AttributeName: "standard", KeyType: "HASH" },
        { AttributeName: "part", KeyType: "RANGE" },
      ],
      cases: [
        { AttributeName: "case", KeyType: "HASH" },
        { AttributeName: "part", KeyType: "RANGE" },
      ],
      sweeps: [{ AttributeName: "sweep", KeyType: "HASH" }],
      contacts: [{ AttributeName: "household", KeyType: "HASH" }],
      audit: [
        { AttributeName: "countyDay", KeyType: "HASH" },
        { AttributeName: "entry", KeyType: "RANGE" },
      ],
      sights: [
        { AttributeName: "staff", KeyType: "HASH" },
        { AttributeName: "sight", KeyType: "RANGE" },
      ],
      roster: [
        { AttributeName: "town", KeyType: "HASH" },
        { AttributeName: "post", KeyType: "RANGE" },
      ],
      previews: [
        { AttributeName: "area", KeyType: "HASH" },
        { AttributeName: "preview", KeyType: "RANGE" },
      ],
    });
  });

  it("finds households by indexes of keys only: overdue outboxes, days to come, limits of the parameter", () => {
    const households = named(local, "AWS::DynamoDB::Table", "TableName", "households");
    const index = (IndexName: string, partition: string, sortKey: string) => ({
      IndexName,
      KeySchema: [
        { AttributeName: partition, KeyType: "HASH" },
        { AttributeName: sortKey, KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "KEYS_ONLY" },
    });
    expect(households.Properties["GlobalSecondaryIndexes"]).toEqual([
      index("overdue-outbox", "outboxShard", "outboxSince"),
      index("calendar", "calendarShard", "calendarOn"),
      index("raised", "watchedIn", "raisedAt"),
      index("lowered", "watchedIn", "loweredAt"),
    ]);
  });

  it("calls its indexes what the functions that read them do, though neither imports the other", () => {
    const inInfra = { overdueOutboxIndex, calendarIndex, raisedIndex, loweredIndex, unreportedIndex };
    expect(inInfra).toEqual({
      overdueOutboxIndex: overdueOutboxes.overdueOutboxIndex,
      calendarIndex: householdsFound.calendarIndex,
      raisedIndex: householdsFound.raisedIndex,
      loweredIndex: householdsFound.loweredIndex,
      unreportedIndex: caseLists.unreportedIndex,
    });
  });

  it("lists cases by office, county and household with their row, and those not reported by keys only", () => {
    const cases = named(local, "AWS::DynamoDB::Table", "TableName", "cases");
    const index = (IndexName: string, partition: string, sortKey: string, ofRows: boolean) => ({
      IndexName,
      KeySchema: [
        { AttributeName: partition, KeyType: "HASH" },
        { AttributeName: sortKey, KeyType: "RANGE" },
      ],
      Projection: ofRows ? { ProjectionType: "INCLUDE", NonKeyAttributes: ["row"] } : { ProjectionType: "KEYS_ONLY" },
    });
    expect(cases.Properties["GlobalSecondaryIndexes"]).toEqual([
      index("unreported", "reportShard", "reportSince", false),
      index("by-office", "office", "place", true),
      index("by-county", "county", "spot", true),
      index("by-household", "household", "queuedAt", true),
    ]);
  });

  it("takes household changes of every version, so that an unknown one is set aside and not lost", () => {
    const onSchedule = ({ Properties }: SynthesisedResource) => "ScheduleExpression" in Properties;
    const [rule, ...others] = ofType(local, "AWS::Events::Rule").filter((each) => !onSchedule(each));
    expect(rule?.Properties["EventPattern"]).toEqual({ "detail-type": [{ prefix: "household.changed." }] });
    // What the desk tells the charity platform is no change of a household.
    const referrals = { source: ["desk"], "detail-type": ["charity.referred.v1"] };
    expect(others.map(({ Properties }) => [Properties["Name"], Properties["EventPattern"]])).toEqual([
      ["charity-referrals", referrals],
      ["charity-referrals-haiyan", { ...referrals, detail: { area: [{ prefix: "330424" }] } }],
    ]);
    expect(target(rule?.Properties["EventBusName"])).toBe(ofType(local, "AWS::Events::EventBus")[0]?.logicalId);
  });

  it("archives whatever the bus accepts", () => {
    expect(ofType(local, "AWS::Events::Archive")[0]?.Properties).not.toHaveProperty("EventPattern");
  });
});

// Whoever changes a line here loses what the resource holds: CloudFormation makes a new one and leaves or deletes the
// old. Add lines; never change one.
const stateful = `
policies-find-people-counties-3301 OutreachQueue330106DeadLettersQueueF8C85490
policies-find-people-counties-3301 OutreachQueue330106QueueCAC6E54D
policies-find-people-counties-3302 OutreachQueue330203DeadLettersQueueEC48E394
policies-find-people-counties-3302 OutreachQueue330203Queue1D31A904
policies-find-people-counties-3303 OutreachQueue330383DeadLettersQueueD6994C69
policies-find-people-counties-3303 OutreachQueue330383Queue0CBA7829
policies-find-people-data Audit3D8ADE0A
policies-find-people-data BackupsVault1F11AFCC
policies-find-people-data Cases80582F3E
policies-find-people-data Contacts61BDC5DA
policies-find-people-data ContactsKey02835162
policies-find-people-data DataKey17AFBB84
policies-find-people-data Households013EF96C
policies-find-people-data MessagesKey44305758
policies-find-people-data Persons849CB0C3
policies-find-people-data Previews34B4C4F9
policies-find-people-data Roster47CD5670
policies-find-people-data Sights03A74C3E
policies-find-people-data Standards5FA7E04C
policies-find-people-data Sweeps771A043B
policies-find-people-desk AccessLogD598EBE9
policies-find-people-desk AskedPreviewsLogs03914F5A
policies-find-people-desk AskedPreviewsNotRunQueueBC203B6E
policies-find-people-desk DeskLogs1ADC4D6E
policies-find-people-desk PageByApiPageLogs903612BB
policies-find-people-desk PageFiles79CCA538
policies-find-people-outreach CountCasesLogs16BF5D3F
policies-find-people-outreach CountCasesNotRunQueueC89304DE
policies-find-people-outreach DeliverLogs7C1DBFA6
policies-find-people-outreach OutreachQueue995827CE
policies-find-people-outreach OutreachQueueDeadLettersQueueAE7B91E4
policies-find-people-outreach ReportOutcomesLogs056E5F01
policies-find-people-outreach ReportOutcomesNotRunQueue2296D94F
policies-find-people-pipeline Archive
policies-find-people-pipeline BusEA82B648
policies-find-people-pipeline ChangesQueue0CBAF625
policies-find-people-pipeline ChangesQueueDeadLettersQueue51EA92B6
policies-find-people-pipeline EvaluateLogs5BC49A68
policies-find-people-pipeline QuarantineQueue545C2C3A
policies-find-people-pipeline QuarantineQueueDeadLettersQueue89038387
policies-find-people-pipeline SweepsHouseholdsDueDeadLettersQueueFA8CF577
policies-find-people-pipeline SweepsHouseholdsDueQueue958E1F68
policies-find-people-pipeline SweepsNotBegunQueue25EC8E17
policies-find-people-pipeline SweepsQueue3A090556
policies-find-people-pipeline SweepsQueueDeadLettersQueue774D3120
policies-find-people-pipeline SweepsSweepLogs141717F5
policies-find-people-pipeline UndeliveredEventsQueue353EC953
policies-find-people-pipeline WatchLogsC2DE470E
policies-find-people-pipeline WatchNotRunQueue9B7D15A4
`;

describe("what outlives a deployment", () => {
  const types = [
    "AWS::Backup::BackupVault",
    "AWS::DynamoDB::Table",
    "AWS::KMS::Key",
    "AWS::SQS::Queue",
    "AWS::Events::EventBus",
    "AWS::Events::Archive",
    "AWS::Logs::LogGroup",
    "AWS::S3::Bucket",
  ];
  const keeping = production.resources.filter(({ Type }) => types.includes(Type));

  it("keeps its logical ids", () => {
    expect(keeping.map(({ stack, logicalId }) => `${stack} ${logicalId}`).toSorted()).toEqual(
      stateful.trim().split("\n"),
    );
  });

  it("is kept in production when its stack is deleted or the resource replaced", () => {
    for (const { logicalId, DeletionPolicy, UpdateReplacePolicy } of keeping) {
      expect([logicalId, DeletionPolicy, UpdateReplacePolicy]).toEqual([logicalId, "Retain", "Retain"]);
    }
  });

  it("guards production's tables against deletion, and their stack", () => {
    for (const { Properties } of ofType(production, "AWS::DynamoDB::Table")) {
      expect(Properties).toMatchObject({ DeletionProtectionEnabled: true });
    }
    expect(production.protectedStacks).toEqual(["policies-find-people-data"]);
  });

  it("goes with its stack locally", () => {
    for (const { logicalId, DeletionPolicy } of local.resources.filter(({ Type }) => types.includes(Type))) {
      expect([logicalId, DeletionPolicy]).toEqual([logicalId, "Delete"]);
    }
    for (const { Properties } of ofType(local, "AWS::DynamoDB::Table")) {
      expect(Properties).toMatchObject({ DeletionProtectionEnabled: false });
    }
  });

  it("can be put back to any moment of the last days, and is encrypted", () => {
    for (const { Properties } of ofType(local, "AWS::DynamoDB::Table")) {
      expect(Properties).toMatchObject({
        BillingMode: "PAY_PER_REQUEST",
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true },
      });
    }
  });
});
