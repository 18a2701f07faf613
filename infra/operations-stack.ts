import { Aspects, type IAspect, Stack, type StackProps } from "aws-cdk-lib";
import { Alarm } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { Key } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Construct, IConstruct } from "constructs";
import type { Stage } from "./stages.ts";

export interface OperationsStackProps extends StackProps {
  readonly stage: Stage;
  readonly key: Key;
}

/** Where alarms go: the people who keep the system healthy. */
export class OperationsStack extends Stack {
  readonly alarms: Topic;

  constructor(scope: Construct, id: string, { stage, key, ...props }: OperationsStackProps) {
    super(scope, id, props);
    this.alarms = new Topic(this, "Alarms", { topicName: "alarms", masterKey: key, enforceSSL: true });
    for (const address of stage.notify) this.alarms.addSubscription(new EmailSubscription(address));
  }
}

/** Every alarm of the scope tells the topic when it begins and when it ends: none can be forgotten. */
export function notifyOfAlarms(scope: IConstruct, topic: Topic): void {
  const action = new SnsAction(topic);
  const aspect: IAspect = {
    visit(node) {
      if (!(node instanceof Alarm)) return;
      node.addAlarmAction(action);
      node.addOkAction(action);
    },
  };
  Aspects.of(scope).add(aspect);
}
