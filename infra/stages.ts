import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { Architecture } from "aws-cdk-lib/aws-lambda";
import type { SignInSettings } from "#events/sign-in-settings.ts";
import {
  type ArchitectureName,
  architectureNames,
  type ReminderSettings,
  readStageFile,
  type StageFile,
  type Webhook,
} from "./stage-file.ts";

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
  /** Most instances of evaluate at once on households that a sweep found: they come on top. */
  readonly sweepConcurrency: number;
  /** What becomes of tables, queues, bus and logs when their stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
  /** Whether the queue of changes is fair to the source systems, so that none waits for another's flood. */
  readonly fairToSources: boolean;
  /** How long the bus keeps accepted events for replay. */
  readonly archiveRetention: Duration;
  /** Whose tokens let staff in at the desk, and what their claims mean. */
  readonly signIn: SignInSettings;
  /** What staff reach the page by, and what the page is told. */
  readonly page: StageFile["page"];
  /** Roles whose notices are for child roles only. */
  readonly childRoles: readonly string[];
  /** Office systems that notices are posted to, signed; where there are none, nothing of it is deployed. */
  readonly webhooks: readonly Webhook[];
  /** How towns and counties are reminded of overdue visits; undefined where they are not. */
  readonly reminders: ReminderSettings | undefined;
  /** True where the charity platform reads referrals from a queue of its own. */
  readonly charityQueue: boolean;
  /** Days for which functions' logs are kept. */
  readonly logDays: number;
  /** E-mail addresses of those who are told of alarms. */
  readonly notify: readonly string[];
  /** Backup vaults elsewhere, by ARN, that daily backups of the tables are copied to. */
  readonly backupCopies: readonly string[];
  /** Source systems by the AWS account they send from, where that is not this one. */
  readonly sourceAccounts: Readonly<Record<string, readonly string[]>>;
  /** Days without an event after which a source system counts as silent; those not named may be silent for longer. */
  readonly silentAfterDays: Readonly<Record<string, number>>;
  /** Changes of one source system set aside within an hour beyond which somebody is told. */
  readonly quarantinedAnHour: number;
  /** Cases overdue and unclaimed, and communities above their budget of visits, beyond which somebody is told. */
  readonly cases: StageFile["cases"];
  /** Write units that a change may cost on the average of a day. */
  readonly writeUnitsPerChange: number;
}

const folder = fileURLToPath(new URL("stages/", import.meta.url));
const defaultStage = "local";
const architectures: Readonly<Record<ArchitectureName, Architecture>> = {
  arm64: Architecture.ARM_64,
  x86_64: Architecture.X86_64,
};

/** Every stage there is, by its name: one file each in `stages/`. */
export const stageNames: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => file.slice(0, -".yaml".length))
  .toSorted();

/**
 * The stage named by the context value `stage` (`local` when there is none), with `architecture` (`arm64` or `x86_64`)
 * and `issuer` (of one machine, where its port is chosen when it starts) over the stage's own. Throws an Error that lists what there is, or that names file, line and field of what is wrong.
 */
export function stageOf(context: {
  readonly stage: unknown;
  readonly architecture: unknown;
  readonly issuer?: unknown;
}): Stage {
  const name = String(context.stage ?? defaultStage);
  if (!stageNames.includes(name)) throw new Error(`stage: found "${name}", expected one of ${stageNames.join(", ")}`);
  const stage = withIssuer(fromFile(name, readStageFile(`${folder}${name}.yaml`)), context.issuer);
  const wanted = context.architecture;
  if (wanted === undefined) return stage;
  const architecture = architectureNames.find((each) => each === wanted);
  if (!architecture) {
    throw new Error(`architecture: found "${String(wanted)}", expected ${architectureNames.join(" or ")}`);
  }
  return { ...stage, architecture: architectures[architecture] };
}

function withIssuer(stage: Stage, issuer: unknown): Stage {
  if (typeof issuer !== "string") return stage;
  return { ...stage, signIn: { ...stage.signIn, issuer, keys: `${issuer}/jwks` } };
}

function fromFile(name: string, file: StageFile): Stage {
  return {
    name,
    standard: file.standard,
    counties: file.counties,
    architecture: architectures[file.architecture],
    evaluateConcurrency: file.concurrency.evaluate,
    deliverConcurrency: file.concurrency.deliver,
    sweepConcurrency: file.concurrency.sweep,
    removalPolicy: file.keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    fairToSources: file.fairToSources,
    archiveRetention: Duration.days(file.archiveDays),
    signIn: file.signIn,
    page: file.page,
    childRoles: file.childRoles,
    webhooks: file.webhooks,
    reminders: file.reminders,
    charityQueue: file.charityQueue,
    logDays: file.logDays,
    notify: file.notify,
    backupCopies: file.backupCopies,
    sourceAccounts: file.sourceAccounts,
    silentAfterDays: file.silentAfterDays,
    quarantinedAnHour: file.quarantinedAnHour,
    cases: file.cases,
    writeUnitsPerChange: file.writeUnitsPerChange,
  };
}

/** The codes of the stage's counties by the prefecture they belong to (the first four digits). */
export function countiesByPrefecture({ counties }: Pick<Stage, "counties">): ReadonlyMap<string, readonly string[]> {
  const byPrefecture = new Map<string, string[]>();
  for (const county of counties) {
    const prefecture = county.slice(0, 4);
    byPrefecture.set(prefecture, [...(byPrefecture.get(prefecture) ?? []), county]);
  }
  return byPrefecture;
}
