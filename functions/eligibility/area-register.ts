import { townOf } from "#events/identifiers.ts";
import type { StandardDocument } from "./standard-document.ts";

/**
 * Where families can live, as far as a standard's areas tell. They list counties, and villages seldom: a register is older
 * than the world, and a new village under a known county is a place where somebody lives.
 */
export interface AreaRegister {
  /** The area's code of today: what lay in an area that is no more lies in the one that took it over, known no closer. */
  current(area: string): string;
  /**
   * True for an area of the standard and for one in a county of the standard, or in one that is no more. Where the standard
   * lists no counties at all, its prefectures tell, or its province.
   */
  isPlace(area: string): boolean;
  /** The nearest area of the standard that an area is or lies in; undefined where there is none. */
  nearest(area: string): string | undefined;
  /**
   * The area as closely as somebody can be there: itself, unless the standard lists its neighbours and not it. Then it is the
   * nearest area above it of which that is not so.
   */
  staffed(area: string): string;
}

type Listed = Pick<StandardDocument, "areas" | "outreach">;

const registers = new WeakMap<Listed, AreaRegister>();

/** The register of a standard's document, made once. */
export function areaRegister(document: Listed): AreaRegister {
  let register = registers.get(document);
  if (!register) {
    register = createRegister(document);
    registers.set(document, register);
  }
  return register;
}

const digitsOfCounty = 6;
const lengths = [2, 4, 6, 9, 12];

function createRegister({ areas, outreach }: Listed): AreaRegister {
  const listed = new Set(areas.map(({ code }) => code));
  // What lists something is itself known, listed or not; the areas beside what it lists are then known as well.
  const lists = new Set(
    [...listed].flatMap((code) => lengths.filter((n) => n < code.length).map((n) => code.slice(0, n))),
  );
  const closest = Math.max(0, ...[...listed].map(({ length }) => length).filter((length) => length <= digitsOfCounty));
  const current = (area: string) => outreach?.retired.find(({ code }) => area.startsWith(code))?.now ?? area;
  return {
    current,
    isPlace: (area) => listed.has(current(area).slice(0, closest)),
    nearest: (area) => {
      const now = current(area);
      return lengths.map((n) => now.slice(0, n)).findLast((code) => listed.has(code));
    },
    staffed(area) {
      let known = area.slice(0, digitsOfCounty);
      for (const next of [townOf(area), area]) {
        if (lists.has(known) && !listed.has(next) && !lists.has(next)) return known;
        known = next;
      }
      return area;
    },
  };
}
