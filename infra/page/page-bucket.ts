import { Aws, Duration } from "aws-cdk-lib";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type IBucket,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import type { Stage } from "../stages.ts";

export interface PageBucketProps {
  readonly stage: Stage;
  /** Whether who reads it is written down in a bucket of its own. */
  readonly logged: boolean;
}

/** The files of the page, as `pfp page publish` puts them there. Nobody reads them but the front. */
export class PageBucket extends Construct {
  readonly bucket: IBucket;
  /** Where the front writes down who asked it for what. */
  readonly logs: IBucket | undefined;

  constructor(scope: Construct, id: string, { stage, logged }: PageBucketProps) {
    super(scope, id);
    this.logs = logged ? this.#logBucket(stage) : undefined;
    this.bucket = bucketOf(this, "Files", {
      ...privately(stage),
      bucketName: `policies-find-people-page-${Aws.ACCOUNT_ID}-${Aws.REGION}`,
      // What was published before stays for a month.
      versioned: true,
      lifecycleRules: [
        { noncurrentVersionExpiration: Duration.days(30), abortIncompleteMultipartUploadAfter: Duration.days(7) },
      ],
      ...(this.logs ? { serverAccessLogsBucket: this.logs, serverAccessLogsPrefix: "bucket/" } : {}),
    });
    acknowledge(this.bucket, {
      "NIST.800.53.R5-S3BucketReplicationEnabled":
        "It holds what is built from the sources, and is published again by one command.",
      "NIST.800.53.R5-S3DefaultEncryptionKMS":
        "It is encrypted by S3's own key. What it holds is shown to whoever opens the page's address, so a key of ours would protect nothing more.",
      ...(this.logs
        ? {}
        : {
            "AwsSolutions-S1": "One function reads it; who asks that one stands in the log of the API.",
            "NIST.800.53.R5-S3BucketLoggingEnabled":
              "One function reads it; who asks that one stands in the log of the API.",
          }),
    });
  }

  #logBucket(stage: Stage): IBucket {
    const logs = bucketOf(this, "Logs", {
      ...privately(stage),
      bucketName: `policies-find-people-page-logs-${Aws.ACCOUNT_ID}-${Aws.REGION}`,
      // CloudFront hands its log over by an access control list.
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      versioned: true,
      // Addresses of staff stand in it: no longer than any other log, and no more than a day when replaced.
      lifecycleRules: [
        { expiration: Duration.days(stage.logDays), noncurrentVersionExpiration: Duration.days(1) },
        { abortIncompleteMultipartUploadAfter: Duration.days(7) },
      ],
    });
    acknowledge(logs, {
      "AwsSolutions-S1": "It is where logs of access are kept; a log of who adds to it would log itself.",
      "NIST.800.53.R5-S3BucketLoggingEnabled":
        "It is where logs of access are kept; a log of who adds to it would log itself.",
      "NIST.800.53.R5-S3BucketReplicationEnabled": "Logs of access to public files are not worth a second place.",
      "NIST.800.53.R5-S3DefaultEncryptionKMS":
        "CloudFront and S3 deliver logs to it, encrypted by S3's own key; only whoever looks into an incident reads them.",
    });
    return logs;
  }
}

/** The CDK's class does not fit its own interface where an optional property must not be undefined: `isWebsite`. */
function bucketOf(scope: Construct, id: string, props: BucketProps): IBucket {
  return new Bucket(scope, id, props) as IBucket;
}

function privately({ removalPolicy }: Stage) {
  return {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    removalPolicy,
  } as const;
}
