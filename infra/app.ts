import { App } from "aws-cdk-lib";
import { policiesFindPeople } from "./policies-find-people.ts";
import { stageOf } from "./stages.ts";

// Settings of the CDK stand here and not in cdk.json, so that `cdk synth` and `node infra/app.ts` give one template.
const app = new App({
  autoSynth: false,
  analyticsReporting: false,
  context: {
    // What CDK itself finds wrong with a template stops the synthesis, too.
    "@aws-cdk/core:validateAgainstDefaultRules": true,
    "@aws-cdk/core:target-partitions": ["aws", "aws-cn"],
    // A stack cannot take away what another still uses.
    "@aws-cdk/core:defaultCrossStackReferences": "strong",
    "@aws-cdk/aws-iam:minimizePolicies": true,
  },
});
try {
  policiesFindPeople(
    app,
    stageOf({ stage: app.node.tryGetContext("stage"), architecture: app.node.tryGetContext("architecture") }),
  );
  app.synth();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
