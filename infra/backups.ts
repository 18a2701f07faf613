import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from "aws-cdk-lib/aws-backup";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { Schedule } from "aws-cdk-lib/aws-events";
import type { Key } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import type { Stage } from "./stages.ts";

export interface BackupsProps {
  readonly stage: Stage;
  readonly key: Key;
  readonly tables: readonly Table[];
}

/**
 * Daily backups, kept for 35 days in a vault of their own and copied wherever the stage says. Point-in-time recovery
 * undoes a mistake; these survive what it does not: a table deleted, an account or a region lost.
 */
export class Backups extends Construct {
  constructor(scope: Construct, id: string, { stage, key, tables }: BackupsProps) {
    super(scope, id);
    const keeps = stage.removalPolicy === RemovalPolicy.RETAIN;
    const vault = new BackupVault(this, "Vault", {
      backupVaultName: "policies-find-people",
      encryptionKey: key,
      // Nobody, not even whoever administers the account, shortens a backup's life below a week.
      ...(keeps ? { lockConfiguration: { minRetention: Duration.days(7) } } : {}),
      removalPolicy: stage.removalPolicy,
    });
    const deleteAfter = Duration.days(35);
    const plan = new BackupPlan(this, "Plan", {
      backupPlanName: "policies-find-people",
      backupVault: vault,
      backupPlanRules: [
        new BackupPlanRule({
          ruleName: "daily",
          // Three in the morning in Shanghai, when no county works.
          scheduleExpression: Schedule.cron({ hour: "19", minute: "0" }),
          deleteAfter,
          copyActions: stage.backupCopies.map((arn, index) => ({
            destinationBackupVault: BackupVault.fromBackupVaultArn(this, `Copy${index}`, arn),
            deleteAfter,
          })),
        }),
      ],
    });
    const selection = plan.addSelection("Tables", {
      resources: tables.map((table) => BackupResource.fromDynamoDbTable(table)),
    });
    acknowledge(selection, {
      "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup]":
        "AWS keeps this policy in step with what AWS Backup must be able to do; a copy of ours would fall behind.",
    });
  }
}
