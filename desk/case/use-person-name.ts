import { useQueryClient } from "@tanstack/react-query";
import { type CaseDetail, Opening } from "#events/desk-api/cases.ts";
import { useMe } from "../api/use-desk.ts";
import { factAsked } from "../api/use-standards.ts";
import { useWords } from "../words/use-words.ts";

function useOpened(notice: string): Opening | undefined {
  const { staff } = useMe();
  const opening = Opening.safeParse(useQueryClient().getQueryData([staff, "openCase", notice]));
  return opening.success ? opening.data : undefined;
}

/** A person's name once the case is opened, their code before. */
export function usePersonName(notice: string): (person: string) => string {
  const { words } = useWords();
  const opening = useOpened(notice);
  return (person) => {
    const known = opening?.contacts.persons.find((one) => one.person === person);
    return known?.name ?? words.person(person.replace(/^p-/, ""));
  };
}

/** The persons a case speaks of, and once it is opened all of the household. */
export function usePersons(one: CaseDetail): readonly string[] {
  const opening = useOpened(one.notice);
  const named = one.programmes.flatMap(({ person, missing }) => [
    ...(person === undefined ? [] : [person]),
    ...missing.flatMap((fact) => factAsked(fact).person ?? []),
  ]);
  return [...new Set([...named, ...(opening?.contacts.persons.map(({ person }) => person) ?? [])])];
}
