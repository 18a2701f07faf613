import { rmSync } from "node:fs";
import { App, type Environment, Stack } from "aws-cdk-lib";
import * as z from "zod/mini";
import { featureFlags } from "#infra/feature-flags.ts";
import { policiesFindPeople } from "#infra/policies-find-people.ts";
import { type Stage, stageOf } from "#infra/stages.ts";

const Resource = z.looseObject({
  Type: z.string(),
  Properties: z._default(z.record(z.string(), z.unknown()), {}),
  DeletionPolicy: z.optional(z.string()),
  UpdateReplacePolicy: z.optional(z.string()),
});
const Template = z.looseObject({ Resources: z.record(z.string(), Resource) });

/** A resource of the synthesised templates. */
export interface SynthesisedResource extends z.infer<typeof Resource> {
  readonly stack: string;
  readonly logicalId: string;
}

/** What deployment would be given. */
export interface Synthesised {
  readonly resources: readonly SynthesisedResource[];
  /** The templates' texts by stack name. */
  readonly texts: ReadonlyMap<string, string>;
  readonly protectedStacks: readonly string[];
}

/** Synthesises a stage, without bundling its functions. Throws where cdk-nag has an unanswered finding. */
export function synthesise(stage: Stage, env?: Environment): Synthesised {
  const app = appWithoutBundling();
  policiesFindPeople(app, stage, env ? { env } : {});
  return read(app);
}

export function appWithoutBundling(): App {
  return new App({
    autoSynth: false,
    analyticsReporting: false,
    context: { ...featureFlags, "aws:cdk:bundling-stacks": [] },
  });
}

function read(app: App): Synthesised {
  const { stacks, directory } = app.synth();
  const resources = stacks.flatMap(({ stackName, template }) =>
    Object.entries(Template.parse(template).Resources).map(([logicalId, resource]) => ({
      ...resource,
      stack: stackName,
      logicalId,
    })),
  );
  const texts = new Map(stacks.map(({ stackName, template }) => [stackName, JSON.stringify(template)]));
  rmSync(directory, { recursive: true });
  return {
    resources,
    texts,
    protectedStacks: app.node.children
      .filter((child) => child instanceof Stack && child.terminationProtection === true)
      .map(({ node }) => node.id),
  };
}

export function stageNamed(stage: string): Stage {
  return stageOf({ stage, architecture: undefined });
}

/** The resources of a type. Throws where there is none: a check over nothing would check nothing. */
export function ofType({ resources }: Synthesised, type: string): SynthesisedResource[] {
  const found = resources.filter(({ Type }) => Type === type);
  if (found.length === 0) throw new Error(`the templates have no ${type}`);
  return found;
}

/** The one resource of a type whose property has this value. */
export function named(synthesised: Synthesised, type: string, property: string, value: string): SynthesisedResource {
  const [found, ...others] = ofType(synthesised, type).filter(({ Properties }) => Properties[property] === value);
  if (!found || others.length > 0) {
    throw new Error(`expected one ${type} with ${property} ${value}, found ${found ? 1 + others.length : 0}`);
  }
  return found;
}

/** The logical id that a `Ref`, `Fn::GetAtt` or import of another stack's export points at; otherwise the value itself. */
export function target(value: unknown): unknown {
  const parsed = Pointer.safeParse(value);
  if (!parsed.success) return value;
  const pointer = parsed.data;
  if ("Ref" in pointer) return pointer.Ref;
  if ("Fn::GetAtt" in pointer) return pointer["Fn::GetAtt"][0];
  // CDK names an export after the logical id and attribute it gives away, with a digest of 8 digits behind each.
  const [, logicalId] =
    /ExportsOutput(?:Ref|FnGetAtt)(\w+?[0-9A-F]{8})(?:Arn)?[0-9A-F]{8}$/.exec(pointer["Fn::ImportValue"]) ?? [];
  return logicalId ?? value;
}

const Pointer = z.union([
  z.strictObject({ Ref: z.string() }),
  z.strictObject({ "Fn::GetAtt": z.tuple([z.string(), z.string()]) }),
  z.strictObject({ "Fn::ImportValue": z.string() }),
]);
