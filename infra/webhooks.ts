import { Duration } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { Key } from "aws-cdk-lib/aws-kms";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { keyThrough } from "./keys.ts";
import { alarmDescription } from "./operations/runbooks.ts";
import { functionMetric } from "./operations/source-alarms.ts";
import { type OwnQueue, QueueFunction } from "./queue-function.ts";
import { referralTargets, takesReferrals } from "./referrals.ts";
import type { Webhook } from "./stage-file.ts";
import type { Stage } from "./stages.ts";
import { secretPrefix, webhookQueueName, webhookQueueSuffix } from "./webhook-names.ts";

export interface WebhooksProps {
  readonly stage: Stage;
  /** Encrypts queues and logs. */
  readonly key: Key;
  readonly outreachQueue: Queue;
}

/** With the rests between them, what is not taken is tried for some three days. */
const tries = 80;

/**
 * Posts notices to offices' own systems, signed: for each a queue, so that none waits for another, and a secret that
 * nobody had to think up or carry about.
 */
export class Webhooks extends Construct {
  constructor(scope: Construct, id: string, { stage, key, outreachQueue }: WebhooksProps) {
    super(scope, id);
    const secretsKey = keyThrough(this, "SecretsKey", {
      alias: "webhooks",
      description: "Policies find people: secrets that messages to office systems are signed by",
      service: "secretsmanager",
      removalPolicy: stage.removalPolicy,
    });
    const secrets = stage.webhooks.map((webhook) => this.#secretOf(webhook, secretsKey, stage));
    const [first, ...others] = stage.webhooks.map((webhook) => this.#queueOf(webhook));
    if (!first) return;
    const forward = new QueueFunction(this, "Forward", {
      name: "forward",
      description: "Posts notices to offices' own systems, signed",
      errorImpact: "Office systems are not told of families: who works with them alone does not visit.",
      stage,
      key,
      timeout: Duration.seconds(30),
      // It waits for others: little processor will do.
      memorySize: 256,
      reads: first,
    });
    const queues = [forward.queue, ...others.map((each) => forward.readsAlso(each))];
    for (const target of referralTargets(stage)) {
      const index = stage.webhooks.findIndex((webhook) => webhookQueueName(webhook) === target.queueName);
      const queue = queues[index];
      if (queue) takesReferrals(queue, target);
    }
    forward
      .tell("WEBHOOKS", JSON.stringify(Object.fromEntries(stage.webhooks.map(told))))
      .tell("QUEUE_URL_PREFIX", `${outreachQueue.queueUrl}${webhookQueueSuffix}`)
      .allowPuttingBack(queues.map(({ queueArn }) => queueArn))
      .tell("FIRST_REST_SECONDS", "30")
      .tell("SECRET_PREFIX", secretPrefix)
      .allowReadingSecrets(secrets.map(({ secretArn }) => secretArn));
  }

  #queueOf(webhook: Webhook): OwnQueue {
    const errorImpact = `The office system ${webhook.name} does not take its notices: families of ${webhook.area} are on no list of it.`;
    new Alarm(this, `NotTaking-${webhook.name}`, {
      alarmName: `webhook-${webhook.name}-not-taking`,
      alarmDescription: alarmDescription(errorImpact, "office-not-taking"),
      metric: functionMetric("forward", `notTaken.${webhook.name}`, Duration.hours(1)),
      threshold: 0,
      // What an office misses while it restarts comes again by itself.
      evaluationPeriods: 2,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    return {
      name: webhookQueueName(webhook),
      id: `Queue-${webhook.name}`,
      mappingId: `${webhook.name}Mapping`,
      errorImpact,
      batchSize: 10,
      maxConcurrency: 2,
      maxReceiveCount: tries,
      readWithin: Duration.hours(6),
    };
  }

  #secretOf({ name, area }: Webhook, encryptionKey: Key, { removalPolicy }: Stage): Secret {
    const secret = new Secret(this, `Secret-${name}`, {
      secretName: `${secretPrefix}${name}`,
      description: `Signs what is posted to the office system ${name} of ${area}`,
      encryptionKey,
      // As base64 it is a key of 33 bytes.
      generateSecretString: { passwordLength: 44, excludePunctuation: true },
      removalPolicy,
    });
    const reason =
      "The office must change over with us: whoever keeps the system puts a new version, and both sign until the next (docs/runbooks/office-not-taking.md).";
    acknowledge(secret, { "AwsSolutions-SMG4": reason, "NIST.800.53.R5-SecretsManagerRotationEnabled": reason });
    return secret;
  }
}

function told({ name, area, takes, roles, to }: Webhook) {
  return [name, { area, takes: takes.join(), roles: roles.join(), to }];
}
