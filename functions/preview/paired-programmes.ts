import { isDeepStrictEqual } from "node:util";
import { namesRead } from "#eligibility/names-read.ts";
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
  /** True where nothing differs that its amount is worked out from. */
  readonly amountSame: boolean;
  /** True where its text is the same, and nothing differs that staff are told of beside the outcome of each condition. */
  readonly wordsSame: boolean;
}

/** The programmes of two standards, in the order of the second; those that end follow. */
export function pairedProgrammes(from: Standard | undefined, to: Standard): PairedProgramme[] {
  const before = from?.programmes ?? [];
  const isSame = from ? samenessOf(from.document, to.document) : () => false;
  const isReadSame = (tree: unknown) => namesRead(tree).every(isSame);
  // A programme that is a household's and becomes a person's is another programme.
  const pairs = to.programmes.map((programme) => {
    const { id, of } = programme.definition;
    const former = before.find(({ definition }) => definition.id === id && definition.of === of);
    const same = former !== undefined && isSame(`programme.${id}`);
    const textSame = former !== undefined && isDeepStrictEqual(former.definition, programme.definition);
    const { amount, conditions } = programme.definition;
    return {
      id,
      of,
      before: former,
      after: programme,
      same,
      amountSame: textSame && isReadSame(amount.value),
      wordsSame:
        textSame && isReadSame(amount.tiers) && isReadSame(conditions.filter(({ layer }) => layer === "verification")),
    };
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
      amountSame: false,
      wordsSame: false,
    })),
  ];
}

/** Tells of a fact, parameter or programme, by its name in expressions, whether it and all that it reads are the same. */
function samenessOf(from: StandardDocument, to: StandardDocument): (name: string) => boolean {
  const [before, after] = [definitionsIn(from), definitionsIn(to)];
  const known = new Map<string, boolean>();
  const areasSame = isDeepStrictEqual(from.areas, to.areas);
  const isSame = (name: string): boolean => {
    const found = known.get(name);
    if (found !== undefined) return found;
    // Facts and programmes follow each other in no circle; should one be damaged, it is not the same.
    known.set(name, false);
    const definition = after.get(name);
    const same = isDeepStrictEqual(before.get(name), definition) && namesRead(definition).every(isSame) && areasSame;
    known.set(name, same);
    return same;
  };
  return isSame;
}

function definitionsIn({ facts, parameters, programmes }: StandardDocument): Map<string, unknown> {
  return new Map<string, unknown>([
    ...facts.map((fact) => [`${fact.of}.${fact.name}`, fact] as const),
    ...parameters.map((parameter) => [`parameter.${parameter.name}`, parameter] as const),
    ...programmes.map((programme) => [`programme.${programme.id}`, programme] as const),
  ]);
}
