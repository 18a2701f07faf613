import { App } from "aws-cdk-lib";
import { featureFlags } from "./feature-flags.ts";
import { policiesFindPeople } from "./policies-find-people.ts";
import { stageOf } from "./stages.ts";

const app = new App({ autoSynth: false, analyticsReporting: false, context: featureFlags });
try {
  policiesFindPeople(
    app,
    stageOf({
      stage: app.node.tryGetContext("stage"),
      architecture: app.node.tryGetContext("architecture"),
      issuer: app.node.tryGetContext("issuer"),
    }),
  );
  app.synth();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
