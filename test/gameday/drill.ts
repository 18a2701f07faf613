import type { Scene } from "./scene.ts";

/** A runbook followed once: what is made to go wrong, who notices, and what the runbook has one do. */
export interface Drill {
  /** The runbook's name in docs/runbooks. */
  readonly runbook: string;
  /** What is made to go wrong. */
  readonly what: { readonly zh: string; readonly en: string };
  /** What this machine cannot show of it. */
  readonly unproven?: string;
  /** Alarms of the template that must ring, by name. Without any, people notice it. */
  readonly alarms: readonly string[];
  /** Minutes that pass in each further step until all is as on any day, where an alarm looks back for longer. */
  readonly warmUp?: readonly number[];
  /** Minutes that pass between two looks at the alarms. @default 5 */
  readonly step?: number;
  /** Minutes within which the alarms must ring. @default 180 */
  readonly within?: number;
  /** Minutes within which all must be well after the runbook was followed. @default 180 */
  readonly wellWithin?: number;
  /** Brings it about. What a source reports meanwhile is pushed here. */
  readonly fail: (scene: Scene) => Promise<void>;
  /** Follows the runbook, block by block. */
  readonly recover: (scene: Scene) => Promise<void>;
  /** What else must be so in the end. Resolves with what is not, in words. */
  readonly check?: (scene: Scene) => Promise<readonly string[]>;
  /** Notices that had to be told again, since they had been told wrongly meanwhile. @default none */
  readonly excused?: (scene: Scene) => Promise<ReadonlySet<string>>;
}
