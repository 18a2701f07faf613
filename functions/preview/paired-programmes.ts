import type { CompiledProgramme, Standard } from "#eligibility/standard.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";

/** A programme as it is before and after; one of the two is absent where it is new, or ends. */
export interface PairedProgramme {
  readonly id: string;
  readonly of: "person" | "household";
  readonly before: CompiledProgramme | undefined;
  readonly after: CompiledProgramme | undefined;
  /** True where nothing that it reads differs: then no verdict of it does. */
  readonly same: boolean;
}

/** The programmes of two standards, in the order of the second; those that end follow. */
export function pairedProgrammes(from: Standard | undefined, to: Standard): PairedProgramme[] {
  const before = from ? inDocumentOrder(from) : [];
  const after = inDocumentOrder(to);
  // A programme that is a household's and becomes a person's is another programme.
  const pairs = after.map((programme) => {
    const { id, of } = programme.definition;
    const former = before.find(({ definition }) => definition.id === id && definition.of === of);
    const same = from !== undefined && former !== undefined && everythingRead(from, id) === everythingRead(to, id);
    return { id, of, before: former, after: programme, same };
  });
  const ended = before.filter((former) => !pairs.some((pair) => pair.before === former));
  return [
    ...pairs,
    ...ended.map((former) => ({
      id: former.definition.id,
      of: former.definition.of,
      before: former,
      after: undefined,
      same: false,
    })),
  ];
}

function inDocumentOrder({ programmes }: Standard): CompiledProgramme[] {
  return [...programmes].sort((a, b) => a.place - b.place);
}

/** A programme with all the facts, parameters, areas and programmes that its verdict follows from, as one text. */
function everythingRead({ document }: Standard, id: string): string {
  const read = new Map<string, unknown>();
  collect(
    document,
    document.programmes.find((programme) => programme.id === id),
    read,
  );
  const areas = document.areas.map(({ code, parent }) => [code, parent]);
  return JSON.stringify([[...read].sort(([a], [b]) => (a < b ? -1 : 1)), areas]);
}

function collect(document: StandardDocument, node: unknown, read: Map<string, unknown>): void {
  if (typeof node !== "object" || node === null) return;
  const { op, of, name, id } = Object(node);
  const note = (what: string, definition: unknown) => {
    if (read.has(what)) return;
    read.set(what, definition);
    collect(document, definition, read);
  };
  if ("conditions" in node) read.set(`judged ${id}`, node);
  if (op === "fact") {
    note(
      `${of}.${name}`,
      document.facts.find((fact) => fact.of === of && fact.name === name),
    );
  }
  if (op === "parameter")
    note(
      `parameter.${name}`,
      document.parameters.find((parameter) => parameter.name === name),
    );
  if (op === "programme")
    note(
      `programme.${id}`,
      document.programmes.find((programme) => programme.id === id),
    );
  for (const child of Object.values(node)) collect(document, child, read);
}
