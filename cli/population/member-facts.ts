import { daysAfter } from "#events/calendar.ts";
import type { Facts } from "#events/fact-value.ts";
import { rowForAge } from "./by-age.ts";
import { disabled, guardianshipWithoutParents, missing } from "./calibration.ts";
import type { Relative } from "./compose-family.ts";
import { amount, happens, type RandomStream, type Weighted, weighted, wholeNumber } from "./random.ts";

const daysOfYear = 365;

/** A date of birth with which a person is `age` whole years old on a day. */
export function birthDateOf(random: RandomStream, age: number, on: string): string {
  const birthday = `${String(Number(on.slice(0, 4)) - age).padStart(4, "0")}${on.slice(4)}`;
  return daysAfter(birthday, -wholeNumber(random, 0, daysOfYear - 1));
}

/** The disability certificate, if the person has one; `rates` says how often by age. */
export function certificateOf(
  random: RandomStream,
  age: number,
  { rates, on }: { readonly rates: readonly { readonly upTo: number; readonly rate: number }[]; readonly on: string },
): Facts | undefined {
  return happens(random, rowForAge(rates, age).rate) ? newCertificate(random, on, disabled.expired) : undefined;
}

/** A certificate as issued at some time in the ten years before a day. */
export function newCertificate(random: RandomStream, on: string, expired: number): Record<string, string | number> {
  const days = happens(random, expired) ? -wholeNumber(random, 1, 400) : wholeNumber(random, 5, 10 * daysOfYear);
  const known = (share: number) => !happens(random, share);
  return {
    disabilityGrade: weighted<number>(random, disabled.grades),
    ...(known(missing.disabilityKind) ? { disabilityKind: weighted<string>(random, disabled.kinds) } : {}),
    ...(known(missing.disabilityCertificateUntil) ? { disabilityCertificateUntil: daysAfter(on, days) } : {}),
  };
}

/** True where a certificate entitles to the care allowance: grade 1 or 2, or 3 if intellectual or mental. */
export function entitlesToCare(certificate: Facts, on: string): boolean {
  const { disabilityGrade: grade, disabilityKind: kind, disabilityCertificateUntil: until } = certificate;
  if (typeof grade !== "number" || typeof until !== "string" || until < on) return false;
  return grade <= 2 || (grade === 3 && (kind === "intellectual" || kind === "mental"));
}

/** The stage of education, and whether the person is in education, as the schools report it. */
export function educationOf(
  random: RandomStream,
  { age, student, special }: { readonly age: number; readonly student: boolean; readonly special: boolean },
): Facts {
  const attends = student || (age >= 3 && age <= 17 && happens(random, age < 6 ? 0.92 : age < 15 ? 0.997 : 0.95));
  if (!attends) return age >= 6 && age < 18 ? { student: false } : {};
  return happens(random, missing.stage) ? { student: true } : { student: true, stage: stageAt(random, age, special) };
}

/** The stage at which somebody of an age learns. */
export function stageAt(random: RandomStream, age: number, special = false): string {
  if (special && age >= 6 && age < 18 && happens(random, 0.5)) return "special";
  if (age < 6) return "preschool";
  if (age < 12) return "primary";
  if (age < 15) return "junior-secondary";
  const later: Weighted<string> =
    age < 18
      ? [
          ["senior-secondary", 60],
          ["vocational", 40],
        ]
      : [["higher", 1]];
  return weighted(random, later);
}

/** Who cares for a minor, where civil affairs know of it: they do where the family is poor or the parents are away. */
export function guardianshipOf(random: RandomStream, family: readonly Relative[], poor: boolean): string | undefined {
  const caring = family.filter(({ relation }) => relation === "head" || relation === "spouse").length;
  if (!family.some(({ relation }) => relation === "child")) return weighted(random, guardianshipWithoutParents);
  if (!poor && happens(random, missing.guardianship)) return undefined;
  return caring > 1 ? "parents" : "one-parent";
}

/** What a person has borne of medical costs this year, where anything was reported. */
export function medicalExpenseOf(random: RandomStream, age: number): number | undefined {
  if (happens(random, missing.medicalExpenseYear)) return undefined;
  return amount(random, { median: age >= 60 ? 2400 : 900, spread: 1.1 });
}
