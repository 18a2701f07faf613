import * as z from "zod/mini";
import { Composition, Likeness } from "#events/standards-preview.ts";
import { isTellable, partsToTell } from "./disclosure.ts";
import type { Traits } from "./likeness.ts";
import { households, type MoveGroups } from "./move-groups.ts";

/** The most families alike that are told of a programme. */
const most = 10;

const Stored = z.pick(Likeness, { composition: true, members: true, ages: true, income: true });

/** Where families are alike in county, size, ages and income, so many that none can be told: the most numerous first. */
export function alikeToTell(groups: MoveGroups): Likeness[] {
  const told = [...groups.told("county")].flatMap((county) => ofCounty(groups, county));
  // They are of one composition each, of which the whole is told as well: what is left of it must not be too few either.
  const kept = Composition.options.flatMap((composition) => {
    const whole = groups.told("composition").has(composition) && groups.parts.composition.get(composition);
    const alike = told.filter((each) => each.composition === composition);
    return whole ? withEnoughLeft(alike, whole.households) : [];
  });
  return kept.sort(byNumber).slice(0, most);
}

function withEnoughLeft(alike: readonly Likeness[], whole: number): Likeness[] {
  let kept = [...alike];
  while (kept.length > 0 && !isTellable(whole - kept.reduce((sum, each) => sum + each.households, 0))) {
    const fewest = Math.min(...kept.map((each) => each.households));
    kept = kept.filter((each) => each.households > fewest);
  }
  return kept;
}

function ofCounty({ parts }: MoveGroups, county: string): Likeness[] {
  const here = new Map([...households(parts.alike)].filter(([part]) => part.startsWith(`${county}|`)));
  return [...partsToTell(here)].map((part) => {
    const traits: Traits = Stored.parse(JSON.parse(part.slice(county.length + 1)));
    return { county, ...traits, households: here.get(part) ?? 0 };
  });
}

function byNumber(a: Likeness, b: Likeness): number {
  return b.households - a.households || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
}
