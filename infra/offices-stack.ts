import { Stack, type StackProps } from "aws-cdk-lib";
import type { Key } from "aws-cdk-lib/aws-kms";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { Stage } from "./stages.ts";
import { Webhooks } from "./webhooks.ts";

export interface OfficesStackProps extends StackProps {
  readonly stage: Stage;
  /** Encrypts queues and logs. */
  readonly key: Key;
  readonly outreachQueue: Queue;
}

/** True where a stage has something that this stack is for. */
export function tellsOffices({ webhooks }: Stage): boolean {
  return webhooks.length > 0;
}

/** What offices are told beyond the desk: notices, posted to their own systems. */
export class OfficesStack extends Stack {
  constructor(scope: Construct, id: string, { stage, key, outreachQueue, ...props }: OfficesStackProps) {
    super(scope, id, props);
    if (stage.webhooks.length > 0) new Webhooks(this, "Webhooks", { stage, key, outreachQueue });
  }
}
