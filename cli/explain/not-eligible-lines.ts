import type { ExplainedProgramme } from "#eligibility/explanation/explanation.ts";
import type { Headings } from "./headings.ts";

/** What the family does not qualify for, in short: each programme with the conditions that do not hold. */
export function notEligibleLines(programmes: readonly ExplainedProgramme[], headings: Headings): string[] {
  if (programmes.length === 0) return [];
  return [headings.notEligible, ...alike(programmes).flatMap((group) => groupLines(group, headings))];
}

/** Persons whom the same conditions of a programme rule out are told together. */
function alike(programmes: readonly ExplainedProgramme[]): ExplainedProgramme[][] {
  const groups = new Map<string, ExplainedProgramme[]>();
  for (const programme of programmes) {
    const key = [programme.programme, programme.enrolled, ...failing(programme).map(({ condition }) => condition)].join(
      " ",
    );
    groups.set(key, [...(groups.get(key) ?? []), programme]);
  }
  return [...groups.values()];
}

function failing({ conditions }: ExplainedProgramme) {
  return conditions.filter(({ holds }) => holds === false);
}

function groupLines(group: readonly ExplainedProgramme[], { comma, semicolon, enrolled }: Headings): string[] {
  const [first] = group;
  if (!first) return [];
  const persons = group.flatMap(({ person }) => person ?? []).join(comma);
  return [
    `  ${[first.name, persons, first.enrolled ? enrolled : ""].filter((each) => each !== "").join(" · ")}`,
    ...failing(first).flatMap(({ text, compared, source }) => {
      // Whose age is which could not be told where several persons share a line.
      const values = group.length === 1 ? compared.map((each) => each.text).join(semicolon) : "";
      return [`    ✗ ${text}  ${source}`, ...(values === "" ? [] : [`      ${values}`])];
    }),
  ];
}
