import { AreaCode, countyOf } from "#events/identifiers.ts";
import { CommandError } from "../exit-code.ts";

/** What is to be shown, and what becomes of it. */
export interface Wanted {
  readonly queueName: string;
  readonly kind: "notices" | "quarantine";
  /** A town or village; absent for all of the county. */
  readonly area?: string;
  readonly role?: string;
  /** Of quarantined changes: only of this source, or with this code. */
  readonly source?: string;
  readonly code?: string;
  /** The most to show. */
  readonly most: number;
  readonly ack: boolean;
  readonly follow: boolean;
}

/** The options that `wantedOf` reads, as commander gives them. */
export interface WantedOptions {
  readonly area?: string;
  readonly role?: string;
  readonly quarantine?: boolean;
  readonly source?: string;
  readonly code?: string;
  readonly ack?: boolean;
  readonly max?: string;
  readonly all?: boolean;
  readonly follow?: boolean;
}

/** What counties' queues are called, before their code. */
export const countyQueuePrefix = "outreach-";
/** The queue of rejected changes. These names are infra's, which this cannot import without the whole CDK. */
export const quarantineQueueName = "quarantine";

const mostByDefault = 10;

/** Reads the options. Throws CommandError where they contradict each other or one is wrong. */
export function wantedOf(options: WantedOptions): Wanted {
  const follow = options.follow ?? false;
  const common = { most: mostOf(options, follow), ack: options.ack ?? false, follow };
  const { area, role } = options;
  if (options.quarantine) {
    const { source, code } = options;
    return {
      ...common,
      queueName: quarantineQueueName,
      kind: "quarantine",
      ...(source === undefined ? {} : { source }),
      ...(code === undefined ? {} : { code }),
    };
  }
  if (area === undefined) {
    throw new CommandError("found no --area, expected one, such as --area 330106");
  }
  const county = AreaCode.safeParse(area).success ? countyOf(area) : undefined;
  if (county === undefined) {
    throw new CommandError(
      `--area: found "${area}", expected the code of a county (6 digits such as 330106), town (9) or village (12)`,
    );
  }
  return {
    ...common,
    queueName: `${countyQueuePrefix}${county}`,
    kind: "notices",
    ...(area === county ? {} : { area }),
    ...(role === undefined ? {} : { role }),
  };
}

function mostOf({ max, all }: WantedOptions, follow: boolean): number {
  if (max === undefined) return all || follow ? Number.POSITIVE_INFINITY : mostByDefault;
  if (!/^[1-9]\d{0,8}$/.test(max)) throw new CommandError(`--max: found "${max}", expected a whole number from 1`);
  return Number(max);
}
