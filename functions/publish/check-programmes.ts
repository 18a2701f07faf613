import { maximumConditions } from "#eligibility/programme-code.ts";
import { programmesRead } from "#eligibility/programme-order.ts";
import type { Condition, Programme } from "#eligibility/standard-document.ts";
import { checkAmount } from "./check-amount.ts";
import { checkRules } from "./check-rules.ts";
import type { Names, Place } from "./expression/scope.ts";
import type { PackProblem } from "./pack-problem.ts";
import type { ProgrammeEntry } from "./pack-schemas.ts";
import type { Path, YamlFile } from "./yaml-file.ts";

export interface ProgrammeFile {
  readonly yaml: YamlFile;
  readonly entry: ProgrammeEntry;
}

/** Checks a programme's conditions and amount; gives it with its syntax trees where nothing is wrong. */
export function checkProgramme(
  { yaml, entry }: ProgrammeFile,
  { names, role }: { readonly names: Names; readonly role: string },
): { readonly programme?: Programme; readonly problems: PackProblem[] } {
  const problems: PackProblem[] = [];
  const report = (path: Path, message: string) => {
    problems.push(yaml.problem(path, message));
  };
  const seen = new Set<string>();
  const conditions = entry.conditions.flatMap((condition, index): Condition[] => {
    const path = ["conditions", index];
    if (seen.has(condition.id)) report([...path, "id"], `${condition.id}: found again, expected each condition once`);
    seen.add(condition.id);
    const source = condition.source ?? entry.source;
    if (!source)
      report(
        path,
        `${condition.id}: found a condition without a source, expected source: [{ title: …, clause: … }] here or for the programme`,
      );
    const layer = condition.layer ?? "screening";
    const place: Place = { of: entry.of, layer, readsProgrammes: true };
    const when = checkRules({ yaml, names, place, problems }, condition, path);
    return when && source ? [{ id: condition.id, text: condition.text, layer, source, when }] : [];
  });
  if (!entry.conditions.some(({ layer }) => layer !== "verification")) {
    report(["conditions"], "conditions: found verification conditions only, expected at least one that screens");
  }
  const screening = entry.conditions.filter(({ layer }) => layer !== "verification").length;
  if (screening > maximumConditions) {
    report(
      ["conditions"],
      `conditions: found ${screening} that screen, expected at most ${maximumConditions}: put some together with all:`,
    );
  }
  const amount = checkAmount({ yaml, names, problems }, entry);
  if (problems.length > 0) return { problems };
  return {
    programme: {
      id: entry.id,
      name: entry.name,
      of: entry.of,
      role,
      source: entry.source ?? [],
      conditions,
      amount,
    },
    problems,
  };
}

/** Programmes that follow each other's verdicts in a circle. */
export function checkCircles(files: readonly ProgrammeFile[], programmes: readonly Programme[]): PackProblem[] {
  const byId = new Map(programmes.map((programme) => [programme.id, programme]));
  const pathToItself = (start: string, id: string, path: readonly string[]): readonly string[] | undefined => {
    const programme = byId.get(id);
    for (const next of programme ? programmesRead(programme) : []) {
      if (next === start) return [...path, next];
      const circle = path.includes(next) ? undefined : pathToItself(start, next, [...path, next]);
      if (circle) return circle;
    }
    return undefined;
  };
  return files.flatMap(({ yaml, entry }) => {
    const circle = pathToItself(entry.id, entry.id, [entry.id]);
    return circle
      ? [
          yaml.problem(
            ["conditions"],
            `conditions: found programmes that follow each other in a circle: ${circle.join(" → ")}`,
          ),
        ]
      : [];
  });
}
