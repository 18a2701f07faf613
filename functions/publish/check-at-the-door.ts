import type * as z from "zod/mini";
import { didYouMean } from "./nearest-name.ts";
import type { PackProblem } from "./pack-problem.ts";
import type { OutreachFileSchema } from "./pack-schemas.ts";
import type { Path, YamlFile } from "./yaml-file.ts";

type AtTheDoor = z.infer<typeof OutreachFileSchema>["atTheDoor"];
type Advice = AtTheDoor["bring"][number];

/** The roles and programmes of the pack. */
interface Known {
  readonly roles: readonly string[];
  readonly programmes: readonly string[];
}

/** Checks what staff bring and do not say: for roles and programmes of this pack, each text once, some for every visit. */
export function checkAtTheDoor(yaml: YamlFile, { bring, dontSay }: AtTheDoor, known: Known): PackProblem[] {
  return [
    ...checkList(yaml, ["atTheDoor", "bring"], bring, known),
    ...checkList(yaml, ["atTheDoor", "dontSay"], dontSay, known),
  ];
}

function checkList(yaml: YamlFile, path: Path, list: readonly Advice[], known: Known): PackProblem[] {
  const always = list.some(({ roles, programmes, whenAsking }) => !(roles || programmes || whenAsking));
  return [
    ...(always ? [] : [yaml.problem(path, "found nothing that is for every visit")]),
    ...list.flatMap(({ roles = [], programmes = [] }, index) => [
      ...unknown(yaml, [...path, index, "roles"], roles, { what: "role", known: known.roles }),
      ...unknown(yaml, [...path, index, "programmes"], programmes, { what: "programme", known: known.programmes }),
    ]),
    ...(["zh", "en"] as const).flatMap((language) => {
      const texts = list.map(({ text }) => text[language]);
      return texts.flatMap((text, index) =>
        texts.indexOf(text) < index
          ? [yaml.problem([...path, index, "text", language], "found again, expected each text once")]
          : [],
      );
    }),
  ];
}

function unknown(
  yaml: YamlFile,
  path: Path,
  ids: readonly string[],
  { what, known }: { readonly what: string; readonly known: readonly string[] },
): PackProblem[] {
  return ids.flatMap((id, place) =>
    known.includes(id) ? [] : [yaml.problem([...path, place], `${id}: no such ${what}${didYouMean(id, known)}`)],
  );
}
