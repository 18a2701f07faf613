import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { Architecture } from "aws-cdk-lib/aws-lambda";

/** What differs from stage to stage. A stage has an AWS account and region of its own, for names are contracts. */
export interface Stage {
  readonly name: string;
  /** Name of the standard that households are judged by. */
  readonly standard: string;
  /** Codes of the counties with an office system of their own, each with a queue `outreach-<code>`. */
  readonly counties: readonly string[];
  /** Lambda's processor; a region may offer only x86_64. */
  readonly architecture: Architecture;
  /** Most instances of evaluate at once: bounds what it asks of the tables. */
  readonly evaluateConcurrency: number;
  readonly deliverConcurrency: number;
  /** What becomes of tables, queues, bus and logs when their stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
  /** How long the bus keeps accepted events for replay. */
  readonly archiveRetention: Duration;
}

const local: Stage = {
  name: "local",
  standard: "zhejiang",
  counties: ["330106", "330203", "330383"],
  architecture: Architecture.ARM_64,
  evaluateConcurrency: 2,
  deliverConcurrency: 2,
  removalPolicy: RemovalPolicy.DESTROY,
  archiveRetention: Duration.days(30),
};

const production: Stage = {
  name: "production",
  standard: "zhejiang",
  // Those whose office systems read; a county without one needs no entry, its staff work at the desk.
  counties: ["330106", "330203", "330383"],
  architecture: Architecture.ARM_64,
  evaluateConcurrency: 50,
  deliverConcurrency: 10,
  removalPolicy: RemovalPolicy.RETAIN,
  archiveRetention: Duration.days(90),
};

/** Every stage there is, by its name. */
export const stages: ReadonlyMap<string, Stage> = new Map([local, production].map((stage) => [stage.name, stage]));

/**
 * The stage named by the context value `stage` (`local` when there is none), with `architecture` (`arm64` or `x86_64`)
 * over the stage's own. Throws an Error that lists what there is.
 */
export function stageOf(context: { readonly stage: unknown; readonly architecture: unknown }): Stage {
  const name = String(context.stage ?? local.name);
  const stage = stages.get(name);
  if (!stage) throw new Error(`stage: found "${name}", expected one of ${[...stages.keys()].join(", ")}`);
  switch (context.architecture) {
    case undefined:
      return stage;
    case "arm64":
      return { ...stage, architecture: Architecture.ARM_64 };
    case "x86_64":
      return { ...stage, architecture: Architecture.X86_64 };
    default:
      throw new Error(`architecture: found "${String(context.architecture)}", expected arm64 or x86_64`);
  }
}

/**
 * The codes of the stage's counties by the prefecture they belong to (the first four digits).
 * Throws an Error where a code is no county's, or is listed twice.
 */
export function countiesByPrefecture({ name, counties }: Stage): ReadonlyMap<string, readonly string[]> {
  const byPrefecture = new Map<string, string[]>();
  for (const county of counties) {
    if (!/^\d{4}(?!00)\d{2}$/.test(county)) {
      throw new Error(`stage ${name}, counties: found "${county}", expected a county's code of 6 digits, like 330106`);
    }
    const prefecture = county.slice(0, 4);
    const listed = byPrefecture.get(prefecture) ?? [];
    if (listed.includes(county)) throw new Error(`stage ${name}, counties: ${county} is listed twice`);
    byPrefecture.set(prefecture, [...listed, county]);
  }
  return byPrefecture;
}
