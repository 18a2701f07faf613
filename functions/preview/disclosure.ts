import { smallestGroup } from "#events/standards-preview.ts";

/** Households of each part of a whole. */
export type Parts = ReadonlyMap<string, number>;

/** True of a group that may be told of: nobody, or enough households. */
export function isTellable(households: number): boolean {
  return households === 0 || households >= smallestGroup;
}

/**
 * The parts of a whole that may be told one by one, where the whole is told: each is of at least five households, and so
 * is what the others come to, which anyone can work out. Where the others would come to fewer, or to so many that each of
 * them must be of four, the smallest parts told go to them. A part that is not told may be of any number, as far as one
 * can see, nobody among them.
 *
 * @param parts each household in one part.
 * @param possible how many parts there can be, whether or not a household is in them.
 * @param mayTell parts that may be told for all that was told elsewhere.
 */
export function partsToTell(
  parts: Parts,
  possible: number = parts.size,
  mayTell: (part: string) => boolean = () => true,
): Set<string> {
  return withholdUntil(
    parts,
    (rest, untold) => {
      if (rest.total < smallestGroup) return false;
      const most = smallestGroup - 1;
      const others = Math.max(untold, possible - parts.size + untold);
      // Each of these parts is smaller than can be told, unless it was told and went to them.
      return rest.total > most * others || rest.total <= most * (others - 1);
    },
    mayTell,
  );
}

/** The same where a household may be in several parts: those untold count for no more than the largest of them. */
export function overlappingPartsToTell(parts: Parts): Set<string> {
  return withholdUntil(
    parts,
    ({ largest }) => largest >= smallestGroup,
    () => true,
  );
}

interface Rest {
  readonly total: number;
  readonly largest: number;
}

function withholdUntil(
  parts: Parts,
  isSafe: (rest: Rest, untold: number) => boolean,
  mayTell: (part: string) => boolean,
): Set<string> {
  const told = new Set(
    [...parts].filter(([part, size]) => size >= smallestGroup && mayTell(part)).map(([part]) => part),
  );
  while (told.size > 0) {
    const untold = [...parts].filter(([part]) => !told.has(part)).map(([, size]) => size);
    const rest = { total: untold.reduce((sum, size) => sum + size, 0), largest: Math.max(0, ...untold) };
    if (rest.total === 0 || isSafe(rest, untold.length)) break;
    // All that are equally small go together: which of them went first would tell of the rest.
    const smallest = Math.min(...[...told].map((part) => parts.get(part) ?? 0));
    for (const part of [...told]) if (parts.get(part) === smallest) told.delete(part);
  }
  return told;
}
