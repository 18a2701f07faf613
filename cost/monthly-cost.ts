import type { Prices } from "./price-file.ts";

/** What one change asks of AWS, on the average of a measured month. Units are as billed. */
export interface UnitsPerChange {
  readonly eventBridgeChunks: number;
  readonly sqsRequests: number;
  /** Those of them that a fair queue is asked. */
  readonly sqsFairRequests: number;
  readonly lambdaInvocations: number;
  readonly lambdaGigabyteSeconds: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly logBytes: number;
}

/** What is there whether anything changes or not. */
export interface Standing {
  /** Bytes of a household in all tables and indexes. */
  readonly bytesPerHousehold: number;
  /** Bytes of a change in the bus's archive. */
  readonly archivedBytesPerChange: number;
  readonly archiveMonths: number;
  /** Months for which a line of a function's log is kept. */
  readonly logMonths: number;
  readonly metrics: number;
  /** Metrics that alarms watch. */
  readonly alarmMetrics: number;
  readonly dashboards: number;
  readonly keys: number;
}

export interface Scale {
  readonly households: number;
  readonly changesAMonth: number;
}

export type CostService = "EventBridge" | "SQS" | "Lambda" | "DynamoDB" | "CloudWatch" | "KMS" | "Backup";

/** Dollars a month by service. */
export type MonthlyCost = Readonly<Record<CostService, number>>;

const gigabyte = 1e9;

/** What a month costs in dollars: changes by their units, and what stands there by its size. */
export function monthlyCost(
  { households, changesAMonth }: Scale,
  units: UnitsPerChange,
  standing: Standing,
  { unit, month }: Prices,
): MonthlyCost {
  const stored = (households * standing.bytesPerHousehold) / gigabyte;
  const archived = (changesAMonth * standing.archiveMonths * standing.archivedBytesPerChange) / gigabyte;
  const logged = (changesAMonth * units.logBytes) / gigabyte;
  return {
    EventBridge: changesAMonth * units.eventBridgeChunks * unit.eventBridgeChunk + archived * month.archiveGigabyte,
    SQS: changesAMonth * (units.sqsRequests * unit.sqsRequest + units.sqsFairRequests * unit.sqsFairRequest),
    Lambda:
      changesAMonth *
      (units.lambdaInvocations * unit.lambdaInvocation + units.lambdaGigabyteSeconds * unit.lambdaGigabyteSecond),
    DynamoDB:
      changesAMonth * (units.readUnits * unit.dynamoDbReadUnit + units.writeUnits * unit.dynamoDbWriteUnit) +
      stored * (month.dynamoDbGigabyte + month.pointInTimeGigabyte),
    CloudWatch:
      logged * (month.logGigabyte + standing.logMonths * month.logStoredGigabyte) +
      standing.metrics * month.metric +
      standing.alarmMetrics * month.alarm +
      standing.dashboards * month.dashboard,
    KMS: standing.keys * month.key,
    // Thirty-five daily backups of a table that mostly stays as it is are kept as what differs; AWS Backup bills each
    // full: the honest figure is the full one.
    Backup: 35 * stored * month.backupGigabyte,
  };
}

/** The least that the changes can cost: one read and one write of the household's item each. */
export function floorCost(
  { changesAMonth }: Scale,
  { unit }: Prices,
  item: { readonly read: number; readonly write: number },
): number {
  return changesAMonth * (item.read * unit.dynamoDbReadUnit + item.write * unit.dynamoDbWriteUnit);
}

/** All services together, in dollars a month. */
export function totalOf(cost: MonthlyCost): number {
  return Object.values(cost).reduce((sum, each) => sum + each, 0);
}
