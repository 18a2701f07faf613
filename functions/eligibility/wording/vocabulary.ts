import type { FactDefinition, ParameterDefinition, StandardDocument, Text } from "../standard-document.ts";

/** A language of a standard's texts. */
export type Language = keyof Text;

/** What a standard calls its things, in one language. Names that the document does not define are an error. */
export interface Vocabulary {
  readonly language: Language;
  fact(of: FactDefinition["of"], name: string): FactDefinition;
  parameter(name: string): ParameterDefinition;
  programme(id: string): string;
  /** True where a programme has this id: lists of programmes received are shown by name. */
  isProgramme(id: string): boolean;
  /** The area's name, with those it lies in; the code itself where nobody named it. */
  area(code: string): string;
  role(id: string): string;
  source(name: string): string;
}

export function vocabularyOf(document: StandardDocument, language: Language): Vocabulary {
  const facts = new Map(document.facts.map((fact) => [`${fact.of}.${fact.name}`, fact]));
  const parameters = new Map(document.parameters.map((parameter) => [parameter.name, parameter]));
  const programmes = new Map(document.programmes.map(({ id, name }) => [id, name[language]]));
  const areas = new Map(document.areas.map((area) => [area.code, area[language]]));
  const roles = new Map(document.roles.map(({ id, name }) => [id, name[language]]));
  const sources = new Map(document.sources.map((source) => [source.name, source[language]]));
  return {
    language,
    fact: (of, name) => defined(facts.get(`${of}.${name}`), `${of}.${name}`),
    parameter: (name) => defined(parameters.get(name), `parameter.${name}`),
    programme: (id) => defined(programmes.get(id), `programme.${id}`),
    isProgramme: (id) => programmes.has(id),
    area(code) {
      const within = [2, 4, 6, 9, 12].filter((digits) => digits <= code.length).map((digits) => code.slice(0, digits));
      const names = within.flatMap((each) => areas.get(each) ?? []);
      // The province is left out where something within it is named.
      const told = names.length > 1 ? names.slice(1) : names;
      if (told.length === 0) return code;
      return language === "zh" ? told.join("") : told.toReversed().join(", ");
    },
    role: (id) => roles.get(id) ?? id,
    source: (name) => sources.get(name) ?? name,
  };
}

function defined<Named>(named: Named | undefined, name: string): Named {
  if (named === undefined) throw new Error(`The standard's document names ${name}, which it does not define.`);
  return named;
}
