import { Architecture } from "aws-cdk-lib/aws-lambda";
import { describe, expect, it } from "vitest";
import { stageNamed, synthesise } from "./synthesised.ts";

// What the regions of aws-cn lack, or are not known to have. A template that asks for one of these would be refused
// there at deployment, long after the change that brought it in.
const absent: readonly (readonly [feature: string, in_the_template: RegExp])[] = [
  ["a partition written out", /arn:aws:/],
  ["an endpoint suffix written out", /amazonaws\.com"(?!.*Principal)|https:\/\/[a-z0-9.-]*amazonaws\.com/],
  ["Cognito user pools", /AWS::Cognito::|cognito-idp/],
  ["Lambda function URLs", /AWS::Lambda::Url|FunctionUrlAuthType/],
  ["X-Ray tracing of Lambda", /TracingConfig|xray:/],
  ["provisioned mode of event source mappings", /ProvisionedPollerConfig/],
  ["metrics of event source mappings", /MetricsConfig/],
  ["SQS's own redrive of dead letters", /StartMessageMoveTask|RedriveAllowPolicy/],
  ["Lambda's detection of recursive loops", /RecursiveLoop/],
  ["the default name of a distribution", /cloudfront\.net/],
  ["WAF before a distribution", /"Scope":"CLOUDFRONT"/],
  ["edge-optimised endpoints", /"EDGE"/],
  ["SnapStart", /SnapStart/],
];

describe.each(["cn-north-1", "cn-northwest-1"])("the templates for %s", (region) => {
  const inChina = synthesise(
    { ...stageNamed("prod"), architecture: Architecture.X86_64 },
    { account: "111122223333", region },
  );
  const texts = [...inChina.texts];

  it.each(absent)("do without %s", (_, pattern) => {
    for (const [stack, text] of texts)
      expect([stack, withoutPrincipals(text).match(pattern)?.[0]]).toEqual([stack, undefined]);
  });

  it("run on the processor asked for", () => {
    const architectures = inChina.resources
      .filter(({ Type }) => Type === "AWS::Lambda::Function")
      .map(({ Properties }) => Properties["Architectures"]);
    expect(architectures.length).toBeGreaterThan(0);
    for (const each of architectures) expect(each).toEqual(["x86_64"]);
  });
});

describe("the search for what is absent", () => {
  it.each([
    ['{"Resource":"arn:aws:sqs:::changes"}', "a partition written out"],
    ['{"Url":"https://sqs.eu-west-1.amazonaws.com/1/changes"}', "an endpoint suffix written out"],
    ['{"TracingConfig":{"Mode":"Active"}}', "X-Ray tracing of Lambda"],
    ['{"Type":"AWS::Cognito::UserPool"}', "Cognito user pools"],
  ])("finds it in %s", (text, feature) => {
    const [, pattern] = absent.find(([name]) => name === feature) ?? [];
    expect(withoutPrincipals(text)).toMatch(pattern ?? /^$/);
  });
});

/** Services are called `events.amazonaws.com` in every partition. */
function withoutPrincipals(text: string): string {
  return text.replaceAll(/"[a-z]+\.amazonaws\.com"/g, '"a service"');
}
