import { createContext, useContext, useMemo } from "react";
import type { CurrentStandards } from "#events/desk-api/current-standards.ts";
import type { Text } from "#events/desk-api/text.ts";
import { useWords } from "../words/use-words.ts";
import type { Language } from "../words/words.ts";
import { useDesk } from "./use-desk.ts";

type Programme = CurrentStandards["programmes"][number];
type Condition = Programme["conditions"][number];
type Fact = CurrentStandards["facts"][number];

/** The words for the codes in cases; a code nobody has words for is shown as it is. */
export interface Standards {
  readonly label: string | undefined;
  readonly programme: (id: string) => Programme | undefined;
  readonly programmeName: (id: string) => string;
  readonly condition: (programme: string, id: string) => Condition | undefined;
  readonly conditionText: (programme: string, id: string) => string;
  /** By its name in `missing`, `person:p-1.birthDate`. */
  readonly fact: (missing: string) => { readonly fact: Fact | undefined; readonly person: string | undefined };
  readonly roleName: (id: string) => string;
  /** The area's own name; of a village nobody named, its town's with the code's end. */
  readonly areaName: (code: string) => string;
  readonly said: (text: Text) => string;
}

/** Standards change by being published: a look now and then is enough. */
const staleTime = 3_600_000;

export const StandardsContext = createContext<Standards | undefined>(undefined);

/** The words, read once for the whole page. */
export function useStandards(): Standards {
  const standards = useContext(StandardsContext);
  if (!standards) throw new Error("no standards are read here");
  return standards;
}

export function useReadStandards(): Standards {
  const { language } = useWords();
  const { data } = useDesk("currentStandards", {}, { staleTime });
  const reply = data?.reply;
  return useMemo(() => standardsOf(reply, language), [reply, language]);
}

/** Splits `person:p-1.birthDate` into the person and `person.birthDate`. */
export function factAsked(missing: string): { readonly name: string; readonly person: string | undefined } {
  const [, person, fact] = /^person:([^.]+)\.(.+)$/.exec(missing) ?? [];
  return person === undefined || fact === undefined
    ? { name: missing, person: undefined }
    : { name: `person.${fact}`, person };
}

function standardsOf(standards: CurrentStandards | undefined, language: Language): Standards {
  const programmes = new Map(standards?.programmes.map((one) => [one.id, one]));
  const facts = new Map(standards?.facts.map((one) => [one.fact, one]));
  const roles = new Map(standards?.roles.map((one) => [one.id, one]));
  const areas = new Map(standards?.areas.map((one) => [one.code, one]));
  const said = (text: Text) => text[language];
  const condition = (programme: string, id: string) =>
    programmes.get(programme)?.conditions.find((one) => one.id === id);
  return {
    label: standards?.standards,
    programme: (id) => programmes.get(id),
    programmeName: (id) => programmes.get(id)?.name[language] ?? id,
    condition,
    conditionText: (programme, id) => condition(programme, id)?.text[language] ?? id,
    fact: (missing) => {
      const { name, person } = factAsked(missing);
      return { fact: facts.get(name), person };
    },
    roleName: (id) => roles.get(id)?.name[language] ?? id,
    areaName: (code) => {
      const known = areas.get(code);
      if (known) return known[language];
      const upper = [12, 9, 6, 4, 2]
        .filter((digits) => digits < code.length)
        .find((digits) => areas.has(code.slice(0, digits)));
      const name = upper === undefined ? undefined : areas.get(code.slice(0, upper))?.[language];
      return name === undefined || upper === undefined ? code : `${name} ${code.slice(upper)}`;
    },
    said,
  };
}
