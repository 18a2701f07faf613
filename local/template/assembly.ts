import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { problemInWords, problemsOf } from "#events/problem.ts";

/** A resource as its template has it, its intrinsic functions not resolved yet. */
export interface TemplateResource {
  readonly Type: string;
  readonly Condition?: string | undefined;
  readonly Properties?: Readonly<Record<string, unknown>> | undefined;
}

export interface Template {
  readonly Parameters: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Conditions: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } | undefined }>
  >;
}

export interface Stack {
  readonly name: string;
  readonly template: Template;
}

/** What `cdk synth` wrote: the templates, and the files they refer to. */
export interface Assembly {
  readonly stacks: readonly Stack[];
  /** Folder or file of an asset by the key that templates know it by, such as `<hash>.zip`. */
  readonly assets: ReadonlyMap<string, string>;
}

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z.optional(
        z.object({
          templateFile: z.optional(z.string()),
          stackName: z.optional(z.string()),
          file: z.optional(z.string()),
          parameters: z.optional(z.record(z.string(), z.unknown())),
        }),
      ),
    }),
  ),
});

const Assets = z.object({
  files: z._default(
    z.record(
      z.string(),
      z.object({
        source: z.object({ path: z.optional(z.string()) }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    ),
    {},
  ),
});

/** Sections and attributes with no effect here; any that is not named is an error. */
const CoveredTemplate = z.strictObject({
  AWSTemplateFormatVersion: z.optional(z.unknown()),
  Description: z.optional(z.unknown()),
  Metadata: z.optional(z.unknown()),
  Parameters: z._default(z.record(z.string(), z.looseObject({ Default: z.optional(z.unknown()) })), {}),
  // The CDK's one rule: whether the account is bootstrapped. This one needs no bootstrap.
  Rules: z.optional(z.strictObject({ CheckBootstrapVersion: z.optional(z.unknown()) })),
  Conditions: z._default(z.record(z.string(), z.unknown()), {}),
  Resources: z.record(
    z.string(),
    z.strictObject({
      Type: z.string(),
      Condition: z.optional(z.string()),
      Properties: z.optional(z.record(z.string(), z.unknown())),
      // Resources refer to each other by name, so there is no order to keep.
      DependsOn: z.optional(z.unknown()),
      // Nothing is ever deleted or replaced here.
      DeletionPolicy: z.optional(z.unknown()),
      UpdateReplacePolicy: z.optional(z.unknown()),
      Metadata: z.optional(z.unknown()),
    }),
  ),
  Outputs: z._default(
    z.record(
      z.string(),
      z.strictObject({
        Value: z.unknown(),
        Export: z.optional(z.strictObject({ Name: z.unknown() })),
        Description: z.optional(z.unknown()),
        Condition: z.optional(z.string()),
      }),
    ),
    {},
  ),
});

/** Reads a cloud assembly. Throws an Error that names the file and what in it is not covered. */
export function readAssembly(folder: string): Assembly {
  const manifestFile = join(folder, "manifest.json");
  if (!existsSync(manifestFile)) throw new Error(`${folder} is no cloud assembly: there is no manifest.json in it`);
  const stacks: Stack[] = [];
  const assets = new Map<string, string>();
  for (const [id, { type, properties = {} }] of Object.entries(parseFile(manifestFile, Manifest).artifacts)) {
    const { templateFile, stackName = id, file, parameters } = properties;
    if (type === "aws:cloudformation:stack" && templateFile !== undefined) {
      if (parameters && Object.keys(parameters).length > 0) {
        throw new Error(`${manifestFile}: ${id}: parameters of stacks are not covered by the embedded AWS`);
      }
      stacks.push({ name: stackName, template: parseFile(join(folder, templateFile), CoveredTemplate) });
    } else if (type === "cdk:asset-manifest" && file !== undefined) {
      readAssets(folder, file, assets);
    } else if (!withoutEffect.has(type)) {
      throw new Error(`${manifestFile}: ${id}: artifacts of type ${type} are not covered by the embedded AWS`);
    }
  }
  return { stacks, assets };
}

/** Notes for tools that look at an app, not for those that deploy it. */
const withoutEffect = new Set(["cdk:tree", "cdk:feature-flag-report"]);

function readAssets(folder: string, file: string, assets: Map<string, string>): void {
  for (const { source, destinations } of Object.values(parseFile(join(folder, file), Assets).files)) {
    if (source.path === undefined) continue;
    for (const { objectKey } of Object.values(destinations)) assets.set(objectKey, join(folder, source.path));
  }
}

function parseFile<Schema extends z.ZodMiniType>(file: string, schema: Schema): z.output<Schema> {
  const content: unknown = JSON.parse(readFileSync(file, "utf8"));
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const problems = problemsOf(parsed.error, content).map(problemInWords);
  throw new Error(`${file}: wrong, or not covered by the embedded AWS: ${problems.join("; ")}`);
}
