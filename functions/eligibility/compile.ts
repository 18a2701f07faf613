import type { Compiler } from "./expression.ts";
import { compilePeople } from "./people.ts";
import { compileQuantity } from "./quantity.ts";
import type { StandardDocument } from "./standard-document.ts";
import { compileTruth } from "./truth.ts";
import { compileValue } from "./value.ts";

/** The compiler of a standard's expressions: each kind of tree has its own file, and they meet here. */
export function createCompiler({ facts, parameters, programmes }: StandardDocument): Compiler {
  const factsByName = new Map(
    facts.map((definition, place) => [`${definition.of}.${definition.name}`, { place, definition }]),
  );
  const parametersByName = new Map(parameters.map((definition, place) => [definition.name, { place, definition }]));
  const programmesById = new Map(programmes.map(({ id, of }, place) => [id, { place, of }]));
  const compiler: Compiler = {
    truth: (tree) => compileTruth(compiler, tree),
    value: (tree) => compileValue(compiler, tree),
    quantity: (tree) => compileQuantity(compiler, tree),
    people: (tree) => compilePeople(compiler, tree),
    fact: (of, name) => found(factsByName.get(`${of}.${name}`), `${of}.${name}`),
    parameter: (name) => found(parametersByName.get(name), `parameter.${name}`),
    programme: (id) => found(programmesById.get(id), `programme.${id}`),
  };
  return compiler;
}

function found<Named>(named: Named | undefined, name: string): Named {
  if (named === undefined) throw new Error(`The standard's document names ${name}, which it does not define.`);
  return named;
}
