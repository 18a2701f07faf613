import type * as z from "zod/mini";
import type { Role } from "#eligibility/standard-document.ts";
import { didYouMean } from "./nearest-name.ts";
import type { PackProblem } from "./pack-problem.ts";
import type { OutreachFileSchema, RolesFileSchema } from "./pack-schemas.ts";
import type { Path, YamlFile } from "./yaml-file.ts";

type RoleEntry = z.infer<typeof RolesFileSchema>[number];

type OutreachEntry = z.infer<typeof OutreachFileSchema>;

/** Checks how staff are sent: that areas are of this pack, and that an area that is no more is none of them. */
export function checkOutreach(
  yaml: YamlFile,
  { townless, islands, retired }: OutreachEntry,
  areas: readonly { readonly code: string; readonly level: string }[],
): PackProblem[] {
  const problems: PackProblem[] = [];
  const codes = new Map(areas.map(({ code, level }) => [code, level]));
  const expectArea = (path: Path, code: string) => {
    // Towns and villages need not be listed; the county they lie in must be.
    if (!codes.has(code.slice(0, 6)))
      problems.push(yaml.problem(path, `${code}: no such area in areas.csv${didYouMean(code, codes.keys())}`));
  };
  for (const [index, code] of townless.entries()) {
    expectArea(["townless", index], code);
    const level = codes.get(code);
    if (level !== undefined && level !== "county") {
      problems.push(yaml.problem(["townless", index], `${code}: found a ${level}, expected a county`));
    }
  }
  for (const [index, { code }] of islands.entries()) expectArea(["islands", index, "code"], code);
  for (const [index, { code, now }] of retired.entries()) {
    expectArea(["retired", index, "now"], now);
    if (codes.has(code)) {
      const message = `${code}: found in areas.csv, expected an area that is no more`;
      problems.push(yaml.problem(["retired", index, "code"], message));
    }
  }
  return problems;
}

/** Checks roles: each once, serving programmes that exist, escalating to a role that exists. */
export function checkRoles(
  yaml: YamlFile,
  entries: readonly RoleEntry[],
  programmes: ReadonlyMap<string, unknown>,
): { readonly roles: Role[]; readonly roleOf: ReadonlyMap<string, string>; readonly problems: PackProblem[] } {
  const problems: PackProblem[] = [];
  const report: Report = (path, message) => {
    problems.push(yaml.problem(path, message));
  };
  checkIds(entries, report);
  checkDays(entries, report);
  const roleOf = rolesOfProgrammes(entries, programmes, report);
  for (const [index, circle] of escalationCircles(entries)) {
    report([index, "escalation"], `found an escalation in a circle: ${circle.join(" → ")}`);
  }
  return { roles: entries.map(roleDefinition), roleOf, problems };
}

type Report = (path: Path, message: string) => void;

function checkIds(entries: readonly RoleEntry[], report: Report): void {
  const ids = entries.map(({ id }) => id);
  for (const [index, { id, escalation }] of entries.entries()) {
    if (ids.indexOf(id) < index) report([index, "id"], `${id}: found again, expected each role once`);
    if (escalation && !ids.includes(escalation.to)) {
      report([index, "escalation", "to"], `${escalation.to}: no such role${didYouMean(escalation.to, ids)}`);
    }
  }
}

function checkDays(entries: readonly RoleEntry[], report: Report): void {
  for (const [index, { dueDays, mergeDays = 0 }] of entries.entries()) {
    if (mergeDays > dueDays) {
      report([index, "mergeDays"], `${mergeDays}: found more days than the ${dueDays} until the visit is due`);
    }
  }
}

/** The role that serves each programme: one. */
function rolesOfProgrammes(
  entries: readonly RoleEntry[],
  programmes: ReadonlyMap<string, unknown>,
  report: Report,
): ReadonlyMap<string, string> {
  const roleOf = new Map<string, string>();
  for (const [index, { id, programmes: served }] of entries.entries()) {
    for (const [place, programme] of served.entries()) {
      const path = [index, "programmes", place];
      const other = roleOf.get(programme);
      if (!programmes.has(programme)) {
        report(path, `${programme}: no such programme${didYouMean(programme, programmes.keys())}`);
      } else if (other !== undefined) {
        report(path, `${programme}: found again, which ${other} serves already; expected one role for each programme`);
      }
      roleOf.set(programme, other ?? id);
    }
  }
  return roleOf;
}

function roleDefinition({ escalation, ...role }: RoleEntry): Role {
  return escalation ? { ...role, escalation } : role;
}

function escalationCircles(entries: readonly RoleEntry[]): [number, string[]][] {
  const next = new Map(entries.map(({ id, escalation }) => [id, escalation?.to]));
  return entries.flatMap(({ id }, index): [number, string[]][] => {
    const path = [id];
    for (let to = next.get(id); to !== undefined; to = next.get(to)) {
      path.push(to);
      if (to === id) return [[index, path]];
      if (path.indexOf(to) < path.length - 1) return [];
    }
    return [];
  });
}
