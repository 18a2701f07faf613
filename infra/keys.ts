import { Aws, Duration, type RemovalPolicy } from "aws-cdk-lib";
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";

/**
 * For how long SQS encrypts with one data key before it asks for another: an hour costs about a cent a queue and month,
 * and ends soon enough once the key's use is forbidden.
 */
export const dataKeyReuse = Duration.hours(1);

/**
 * A customer-managed key ($1 a month, its requests extra) that may be used by whoever of this account may use the
 * service named, and through that service only. It turns over yearly, and a deletion can be undone for thirty days.
 */
export function keyThrough(
  scope: Construct,
  id: string,
  props: {
    readonly alias: string;
    readonly description: string;
    readonly service: string;
    readonly removalPolicy: RemovalPolicy;
  },
): Key {
  const key = new Key(scope, id, {
    alias: `policies-find-people/${props.alias}`,
    description: props.description,
    enableKeyRotation: true,
    pendingWindow: Duration.days(30),
    removalPolicy: props.removalPolicy,
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: "ThroughTheService",
      principals: [new AnyPrincipal()],
      actions: [
        "kms:Decrypt",
        "kms:Encrypt",
        "kms:ReEncrypt*",
        "kms:GenerateDataKey*",
        "kms:DescribeKey",
        "kms:CreateGrant",
      ],
      resources: ["*"],
      conditions: {
        StringEquals: {
          "kms:CallerAccount": Aws.ACCOUNT_ID,
          "kms:ViaService": `${props.service}.${Aws.REGION}.${Aws.URL_SUFFIX}`,
        },
      },
    }),
  );
  return key;
}

/** Lets services of AWS encrypt for us with a key, on behalf of this account's resources only. */
export function allowServices(key: Key, services: readonly string[]): void {
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: "OnBehalfOfThisAccount",
      principals: services.map((service) => new ServicePrincipal(service)),
      actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
      resources: ["*"],
      conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } },
    }),
  );
}

/** Lets CloudWatch Logs encrypt this account's log groups with a key. */
export function allowLogs(key: Key): void {
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: "Logs",
      principals: [new ServicePrincipal("logs.amazonaws.com")],
      actions: ["kms:Decrypt", "kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      resources: ["*"],
      conditions: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:/policies-find-people/*`,
        },
      },
    }),
  );
}
