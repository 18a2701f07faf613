import { Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/** The packs of cdk-nag that synthesis must pass, as their rules' names begin. */
const packs = ["AwsSolutions", "NIST.800.53.R5"] as const;

/**
 * Answers findings of cdk-nag on a construct and what is in it: rule by reason. Throws where a rule is of no pack in
 * use: its answer would never be read.
 */
export function acknowledge(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  for (const [rule, reason] of Object.entries(reasons)) {
    const pack = packs.find((name) => rule.startsWith(`${name}-`));
    if (!pack) throw new Error(`cdk-nag's rule ${rule} is of none of the packs ${packs.join(", ")}`);
    Validations.of(construct).acknowledge({ id: `${pack}::${rule}`, reason });
  }
}
