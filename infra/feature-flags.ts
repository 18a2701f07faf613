import recommended from "aws-cdk-lib/recommended-feature-flags.json" with { type: "json" };

/**
 * How the CDK behaves: as it recommends for new apps, at the version in use. They stand here and not in cdk.json, so
 * that `cdk synth`, `node infra/app.ts` and the tests give one template.
 */
export const featureFlags: Readonly<Record<string, unknown>> = {
  ...recommended,
  // A stack cannot take away what another still uses.
  "@aws-cdk/core:defaultCrossStackReferences": "strong",
};
