import type { ASTNode } from "@marcbachmann/cel-js";
import { didYouMean } from "../nearest-name.ts";
import type { KnownFact, Scope } from "./scope.ts";
import { type Typed, typeInWords } from "./typed.ts";

export type CheckNode = (scope: Scope, node: ASTNode) => Typed | undefined;

/** `household`, `person`, `parameter`, `programme`, `today`, or a macro's variable. */
export function checkName(scope: Scope, { args: name, range }: ASTNode & { op: "id" }): Typed | undefined {
  const slot = scope.variables.get(name);
  if (slot !== undefined) return { kind: "person", slot };
  switch (name) {
    case "household":
      return { kind: "household" };
    case "parameter":
      return { kind: "parameters" };
    case "programme":
      return { kind: "programmes" };
    case "today":
      return { kind: "quantity", unit: "date", tree: { op: "today" } };
    case "person":
      if (scope.of === "person") return { kind: "person", slot: 0 };
      return scope.report(
        range.start,
        "person: this is of the household, not of one person; for its members use household.members",
      );
    default: {
      const names = [...scope.variables.keys(), "household", "person", "parameter", "programme", "today"];
      return scope.report(range.start, `${name}: no such name${didYouMean(name, names)}`);
    }
  }
}

/** `household.savings`, `person.birthDate`, `parameter.x`, `programme.x`. */
export function checkSelection(scope: Scope, node: ASTNode & { op: "." }, checkNode: CheckNode): Typed | undefined {
  const [subject, name] = node.args;
  const typed = checkNode(scope, subject);
  // The name is the selection's last part.
  const at = node.range.end - name.length;
  if (!typed) return undefined;
  switch (typed.kind) {
    case "household":
      if (name === "members") return { kind: "people", tree: { op: "members" } };
      return checkFactName(scope, { of: "household", name, at });
    case "person":
      return checkFactName(scope, { of: "person", name, at, slot: typed.slot });
    case "parameters":
      return checkParameter(scope, name, at);
    case "programmes":
      return checkProgramme(scope, name.replaceAll("_", "-"), at);
    default:
      return scope.report(at, `${name}: ${typeInWords(typed)} has no facts`);
  }
}

interface NamedFact {
  readonly of: "person" | "household";
  readonly name: string;
  readonly at: number;
  readonly slot?: number;
}

function checkFactName(scope: Scope, { of, name, at, slot = 0 }: NamedFact): Typed | undefined {
  const fact = scope.names.facts.get(`${of}.${name}`);
  if (!fact) return scope.report(at, `${of}.${name}: no such fact of a ${of}${factHint(scope, of, name)}`);
  if (fact.layer === "verification" && scope.layer === "screening") {
    return scope.report(
      at,
      `${of}.${name}: found a verification fact in what decides whether a notice is raised, expected screening facts only; mark the condition layer: verification`,
    );
  }
  return typedFact(fact, of === "household" ? { op: "fact", of, name } : { op: "fact", of, name, slot });
}

function factHint({ names }: Scope, of: "person" | "household", name: string): string {
  const other = of === "person" ? "household" : "person";
  if (names.facts.has(`${other}.${name}`)) return `; did you mean ${other}.${name}?`;
  const known = [...names.facts.values()].filter((fact) => fact.of === of).map((fact) => fact.name);
  return didYouMean(name, of === "household" ? [...known, "members"] : known);
}

function typedFact(fact: KnownFact, tree: Extract<Typed, { kind: "fact-list" }>["tree"]): Typed {
  switch (fact.type) {
    case "boolean":
      return { kind: "truth", tree };
    case "number":
    case "integer":
      return { kind: "quantity", unit: fact.unit, tree };
    case "date":
      return { kind: "quantity", unit: "date", tree };
    case "list":
      return { kind: "fact-list", tree };
    case "enumeration":
      return { kind: "text", tree, values: fact.values ?? [] };
    case "text":
    case "area":
    case "identifier":
      return { kind: "text", tree };
  }
}

function checkParameter(scope: Scope, name: string, at: number): Typed | undefined {
  const parameter = scope.names.parameters.get(name);
  switch (parameter?.form) {
    case "scalar":
      return { kind: "quantity", unit: parameter.unit, tree: { op: "parameter", name } };
    case "table":
      return { kind: "table", name, table: parameter };
    case "scale":
      return { kind: "scale", name, scale: parameter };
    case "unreadable":
      return undefined;
    default:
      return scope.report(at, `parameter.${name}: no such parameter${didYouMean(name, scope.names.parameters.keys())}`);
  }
}

function checkProgramme(scope: Scope, id: string, at: number): Typed | undefined {
  const of = scope.names.programmes.get(id);
  if (of === undefined) {
    return scope.report(at, `programme.${id}: no such programme${didYouMean(id, scope.names.programmes.keys())}`);
  }
  if (!scope.readsProgrammes) {
    return scope.report(at, `programme.${id}: found a verdict, expected facts only in a derived fact`);
  }
  if (of === "person" && scope.of === "household") {
    return scope.report(
      at,
      `programme.${id}: found a person's programme, expected a household's: a household's programme cannot tell whose verdict is meant`,
    );
  }
  return { kind: "truth", tree: { op: "programme", id } };
}
