import { RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import {
  type Attribute,
  AttributeType,
  BillingMode,
  ProjectionType,
  Table,
  TableEncryption,
} from "aws-cdk-lib/aws-dynamodb";
import type { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import { Backups } from "./backups.ts";
import { allowLogs, allowServices, keyThrough } from "./keys.ts";
import type { Stage } from "./stages.ts";

/** The index in which a household stands only while a notice of its waits to be sent. */
export const overdueOutboxIndex = "overdue-outbox";

/** The index of the days on which something may change for a household by itself. */
export const calendarIndex = "calendar";

/** The indexes of the values of the standard's indexed parameter at which something changes for a household. */
export const raisedIndex = "raised";
export const loweredIndex = "lowered";

/** The index in which a case stands only while its outcome waits to be reported. */
export const unreportedIndex = "unreported";

/** The index of all cases of a county. */
export const countyIndex = "by-county";

/** The indexes in which cases are listed. */
export const caseIndexes = [
  { indexName: "by-office", partitionKey: "office", sortKey: "place" },
  { indexName: countyIndex, partitionKey: "county", sortKey: "spot" },
  { indexName: "by-household", partitionKey: "household", sortKey: "queuedAt" },
] as const;

export interface DataStackProps extends StackProps {
  readonly stage: Stage;
}

/** What must outlive every deployment: the tables. A table's logical id never changes, for that would be a new table. */
export class DataStack extends Stack {
  /** Encrypts tables and their backups. */
  readonly dataKey: Key;
  /** Encrypts queues, logs and the topic of alarms. */
  readonly messagesKey: Key;
  readonly households: Table;
  readonly persons: Table;
  readonly standards: Table;
  readonly cases: Table;
  readonly sweeps: Table;
  /** Names and addresses: under a key of their own, and read by the desk alone. */
  readonly contacts: Table;
  /** What staff looked at and did. No role may change or remove an entry. */
  readonly audit: Table;
  readonly sights: Table;
  readonly roster: Table;
  readonly previews: Table;

  constructor(scope: Construct, id: string, { stage, ...props }: DataStackProps) {
    super(scope, id, { ...props, terminationProtection: stage.removalPolicy === RemovalPolicy.RETAIN });
    const { removalPolicy } = stage;
    this.dataKey = keyThrough(this, "DataKey", {
      alias: "data",
      description: "Policies find people: tables and their backups",
      service: "dynamodb",
      removalPolicy,
    });
    this.messagesKey = keyThrough(this, "MessagesKey", {
      alias: "messages",
      description: "Policies find people: queues, logs and alarms",
      service: "sqs",
      removalPolicy,
    });
    allowServices(this.messagesKey, ["events.amazonaws.com", "cloudwatch.amazonaws.com", "sns.amazonaws.com"]);
    allowLogs(this.messagesKey);
    this.households = this.#table("Households", "households", { name: "household" }, stage);
    this.persons = this.#table("Persons", "persons", { name: "person" }, stage);
    this.standards = this.#table("Standards", "standards", { name: "standard", sortedBy: "part" }, stage);
    this.cases = this.#table("Cases", "cases", { name: "case", sortedBy: "part" }, stage);
    this.sweeps = this.#table("Sweeps", "sweeps", { name: "sweep" }, stage);
    const contactsKey = keyThrough(this, "ContactsKey", {
      alias: "contacts",
      description: "Policies find people: names and addresses of families",
      service: "dynamodb",
      removalPolicy,
    });
    this.contacts = this.#table("Contacts", "contacts", { name: "household" }, stage, { key: contactsKey });
    this.audit = this.#table("Audit", "audit", { name: "countyDay", sortedBy: "entry" }, stage);
    this.sights = this.#table("Sights", "sights", { name: "staff", sortedBy: "sight" }, stage, { ends: "removeAt" });
    this.roster = this.#table("Roster", "roster", { name: "town", sortedBy: "post" }, stage);
    this.previews = this.#table("Previews", "previews", { name: "area", sortedBy: "preview" }, stage);

    // Holds only households whose notices wait to be sent: by it the overdue are found when redelivery has given up.
    this.#householdsBy(overdueOutboxIndex, "outboxShard", { name: "outboxSince", type: AttributeType.STRING });
    // Of keys only, and written only when a household's keys move.
    this.#householdsBy(calendarIndex, "calendarShard", { name: "calendarOn", type: AttributeType.STRING });
    this.#householdsBy(raisedIndex, "watchedIn", { name: "raisedAt", type: AttributeType.NUMBER });
    this.#householdsBy(loweredIndex, "watchedIn", { name: "loweredAt", type: AttributeType.NUMBER });
    new Backups(this, "Backups", {
      stage,
      key: this.dataKey,
      tables: [
        ...[this.households, this.persons, this.standards, this.cases, this.sweeps],
        ...[this.contacts, this.audit, this.sights, this.roster, this.previews],
      ],
    });
    // Holds only cases whose outcome waits to be reported.
    this.cases.addGlobalSecondaryIndex({
      indexName: unreportedIndex,
      partitionKey: { name: "reportShard", type: AttributeType.STRING },
      sortKey: { name: "reportSince", type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
    // Of cases, only the case itself stands in them, not its history; open cases alone in the list of their office.
    for (const { indexName, partitionKey, sortKey } of caseIndexes) {
      this.cases.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: partitionKey, type: AttributeType.STRING },
        sortKey: { name: sortKey, type: AttributeType.STRING },
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: ["row"],
      });
    }
  }

  #householdsBy(indexName: string, partition: string, sortKey: Attribute): void {
    this.households.addGlobalSecondaryIndex({
      indexName,
      partitionKey: { name: partition, type: AttributeType.STRING },
      sortKey,
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }

  #table(
    id: string,
    tableName: string,
    key: { name: string; sortedBy?: string },
    stage: Stage,
    more: { key?: Key; ends?: string } = {},
  ): Table {
    return new Table(this, id, {
      tableName,
      partitionKey: { name: key.name, type: AttributeType.STRING },
      ...(key.sortedBy === undefined ? {} : { sortKey: { name: key.sortedBy, type: AttributeType.STRING } }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: more.key ?? this.dataKey,
      ...(more.ends === undefined ? {} : { timeToLiveAttribute: more.ends }),
      deletionProtection: stage.removalPolicy === RemovalPolicy.RETAIN,
      removalPolicy: stage.removalPolicy,
    });
  }
}
