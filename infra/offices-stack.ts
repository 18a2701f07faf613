import { Stack, type StackProps } from "aws-cdk-lib";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { DataStack } from "./data-stack.ts";
import { CharityQueue } from "./referrals.ts";
import { Reminders } from "./reminders.ts";
import type { Stage } from "./stages.ts";
import { Webhooks } from "./webhooks.ts";

export interface OfficesStackProps extends StackProps {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly outreachQueue: Queue;
}

/** True where a stage has something that this stack is for. */
export function tellsOffices({ webhooks, reminders, charityQueue }: Stage): boolean {
  return webhooks.length > 0 || reminders !== undefined || charityQueue;
}

/** What offices are told beyond the desk: notices and referrals to charity, and reminders of overdue visits. */
export class OfficesStack extends Stack {
  constructor(scope: Construct, id: string, { stage, data, outreachQueue, ...props }: OfficesStackProps) {
    super(scope, id, props);
    const key = data.messagesKey;
    if (stage.webhooks.length > 0) new Webhooks(this, "Webhooks", { stage, key, outreachQueue });
    if (stage.reminders) new Reminders(this, "Reminders", { stage, reminders: stage.reminders, key, data });
    if (stage.charityQueue) new CharityQueue(this, "Charity", { stage, key });
  }
}
