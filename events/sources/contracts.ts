import { authorisedCheck } from "./authorised-check.ts";
import { banks } from "./banks.ts";
import { civilAffairs } from "./civil-affairs.ts";
import { clock } from "./clock.ts";
import type { SourceContract } from "./contract.ts";
import { courts } from "./courts.ts";
import { desk } from "./desk.ts";
import { disabilityFederation } from "./disability-federation.ts";
import { education } from "./education.ts";
import { emergency } from "./emergency.ts";
import { funerals } from "./funerals.ts";
import { grid } from "./grid.ts";
import { housing } from "./housing.ts";
import { humanResources } from "./human-resources.ts";
import { justice } from "./justice.ts";
import { marketRegulation } from "./market-regulation.ts";
import { marriageRegistration } from "./marriage-registration.ts";
import { medicalSecurity } from "./medical-security.ts";
import { population } from "./population.ts";
import { power } from "./power.ts";
import { property } from "./property.ts";
import { rescue } from "./rescue.ts";
import { tax } from "./tax.ts";
import { vehicleRegistration } from "./vehicle-registration.ts";

/** The contracts of all source systems and of the internal clock. */
export const sourceContracts: readonly SourceContract[] = [
  population,
  marriageRegistration,
  funerals,
  humanResources,
  tax,
  medicalSecurity,
  disabilityFederation,
  property,
  housing,
  vehicleRegistration,
  education,
  marketRegulation,
  justice,
  courts,
  power,
  banks,
  emergency,
  civilAffairs,
  rescue,
  grid,
  authorisedCheck,
  desk,
  clock,
];

/** The contract of a system by its name. */
export function contractOf(system: string): SourceContract | undefined {
  return sourceContracts.find((contract) => contract.system === system);
}
