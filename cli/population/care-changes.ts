import type { Facts } from "#events/fact-value.ts";
import { monthly, settlement } from "./calibration.ts";
import { type FamilyMonth, isAged, type Member } from "./family.ts";
import type { SourceChange } from "./first-report.ts";
import { newCertificate, stageAt } from "./member-facts.ts";
import { someDay } from "./month.ts";
import { amount, happens, toFen } from "./random.ts";
import { happensThisMonth } from "./register-changes.ts";

/** What health insurance, the disabled persons' federation, schools and civil affairs report of a member. */
export function careChanges(member: Member, context: FamilyMonth): SourceChange[] {
  return [
    medicalSettlement(member, context),
    certificate(member, context),
    education(member, context),
    guardianship(member, context),
  ].flat();
}

/** Costs above the threshold come on top of what was borne this year. */
function medicalSettlement(member: Member, { random, month }: FamilyMonth): SourceChange[] {
  // The old are ill more often: the others' settlements are theirs in part.
  const spared = !isAged(member, 60, 200) && happens(random, settlement.sparedBefore60);
  const repeated = isAged(member, 60, 200) ? settlement.repeatedFrom60 : 1;
  const { perMonth, among } = monthly.medicalSettlement;
  if (spared || !happens(random, (repeated * perMonth) / among)) return [];
  const borne = member.facts["medicalExpenseYear"];
  const before = typeof borne === "number" ? borne : 0;
  const set = { medicalExpenseYear: toFen(before + settlement.threshold + amount(random, settlement.above)) };
  return [report("medical-security", member, someDay(random, month), set)];
}

/** A certificate is issued, or its grade and term are set anew. */
function certificate(member: Member, { random, month }: FamilyMonth): SourceChange[] {
  const held = member.facts["disabilityGrade"] !== undefined;
  const volume = held ? monthly.certificateChanged : monthly.certificateNew;
  if (!happensThisMonth(random, volume)) return [];
  const day = someDay(random, month);
  const { disabilityKind, ...renewed } = newCertificate(random, day, 0);
  const set = held || disabilityKind === undefined ? renewed : { ...renewed, disabilityKind };
  return [report("disability-federation", member, day, set)];
}

function education(member: Member, { random, month }: FamilyMonth): SourceChange[] {
  const { student, employment } = member.facts;
  if (student !== true && employment !== "student" && !(student === undefined && isAged(member, 6, 14))) return [];
  if (!happensThisMonth(random, monthly.education)) return [];
  const day = someDay(random, month);
  const leaves = isAged(member, 15, 200) && happens(random, 0.3);
  if (!leaves) return [report("education", member, day, { student: true, stage: stageAt(random, member.age ?? 12) })];
  const { change } = report("education", member, day, { student: false });
  return [{ source: "education", change: { ...change, unset: ["stage"] } }];
}

/** Neither parent can care for a child any longer. */
function guardianship(member: Member, { random, month }: FamilyMonth): SourceChange[] {
  const already = member.facts["guardianship"] === "unattended" || member.facts["guardianship"] === "orphan";
  if (already || !isAged(member, 0, 17) || !happensThisMonth(random, monthly.unattended)) return [];
  return [report("civil-affairs", member, someDay(random, month), { guardianship: "unattended" })];
}

function report(source: string, { person }: Member, asOf: string, set: Facts): SourceChange {
  return { source, change: { person, asOf, set } };
}
