import type { StandardDocument } from "#eligibility/standard-document.ts";
import {
  type Breakdown,
  type Money,
  Move,
  type Part,
  type ProgrammePreview,
  type StandardsPreview,
} from "#events/standards-preview.ts";
import { alikeToTell } from "./alike-to-tell.ts";
import type { Comparison } from "./compare.ts";
import { isTellable } from "./disclosure.ts";
import { type GroupsOf, type MoveGroups, moveGroupsOf, type Told, together } from "./move-groups.ts";
import { noticeLoads } from "./notice-loads.ts";
import type { PairedProgramme } from "./paired-programmes.ts";
import { addSums, anyProgramme, newSums, type Sums, type Tally } from "./tally.ts";

/** What was looked at: the day, and the area where it is not the whole. */
export interface Scope {
  /** ISO date. */
  readonly on: string;
  readonly area: string | undefined;
  /** Whether every household was counted, or only those for whom something can change. */
  readonly read: StandardsPreview["read"];
}

/** Makes of a tally what may be shown and stored: aggregates, and nothing of groups under five. */
export function previewOf(
  tally: Tally,
  { from, to, programmes }: Comparison,
  { on, area, read }: Scope,
): StandardsPreview {
  const groupsOf = moveGroupsOf(tally, countiesIn(to.document, area));
  const ofProgrammes = (moves: readonly Move[]) =>
    programmes.flatMap((_, programme) => moves.map((move) => groupsOf(programme, move)));
  return {
    type: "standards.preview",
    standards: to.label,
    against: from?.label ?? null,
    on,
    ...(area === undefined ? {} : { area }),
    read,
    households: tally.households,
    found: [...Move.options, "any" as const].flatMap((move) => {
      const union = groupsOf(anyProgramme, move);
      const of = ofProgrammes(move === "any" ? Move.options : [move]);
      return union.all.count === 0 ? [] : [{ move, ...breakdownOf(together(union, of)) }];
    }),
    programmes: programmes.flatMap((pair, programme) => {
      const moves = Move.options.filter((move) => groupsOf(programme, move).all.count > 0);
      return moves.length === 0 ? [] : [programmePreview(pair, programme, moves, groupsOf, read)];
    }),
    notices: noticeLoads(tally, to.document),
  };
}

/** Counties that a household looked at can live in. */
function countiesIn({ areas }: StandardDocument, area: string | undefined): number {
  const within = area?.slice(0, 6) ?? "";
  return areas.filter(({ level, code }) => level === "county" && code.startsWith(within)).length;
}

function breakdownOf(groups: MoveGroups): Breakdown {
  const { all } = groups;
  const tellable = isTellable(all.households);
  return {
    count: tellable ? all.count : null,
    households: tellable ? all.households : null,
    ...moneyOf(tellable ? all : newSums()),
    counties: partsOf(groups, "county"),
    compositions: partsOf(groups, "composition"),
    disabilities: partsOf(groups, "disability"),
  };
}

function partsOf(groups: MoveGroups, division: Told): Part[] {
  return [...groups.parts[division]]
    .filter(([part]) => groups.told(division).has(part))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([part, sums]) => ({ part, count: sums.count, households: sums.households, ...moneyOf(sums) }));
}

function moneyOf(sums: Sums): { before: Money; after: Money } {
  return {
    before: money(sums.beforeLow, sums.beforeHigh, sums.beforeOpen),
    after: money(sums.afterLow, sums.afterHigh, sums.afterOpen),
  };
}

function money(low: number, high: number, open: number): Money {
  return { low, high, ...(open > 0 ? { open: true as const } : {}) };
}

type Kept = Move | "still-eligible" | "still-unknown";
const eligibleBefore: readonly Kept[] = [
  "still-eligible",
  "amount-raised",
  "amount-lowered",
  "no-longer-eligible",
  "now-in-doubt",
];
const eligibleAfter: readonly Kept[] = [
  "still-eligible",
  "amount-raised",
  "amount-lowered",
  "newly-eligible",
  "settled-eligible",
];
const unknownBefore: readonly Kept[] = ["still-unknown", "settled-eligible", "ruled-out"];
const unknownAfter: readonly Kept[] = ["still-unknown", "now-unknown", "now-in-doubt"];

function programmePreview(
  { id, of, before, after }: PairedProgramme,
  programme: number,
  moves: readonly Move[],
  groupsOf: GroupsOf,
  read: Scope["read"],
): ProgrammePreview {
  const definition = (after ?? before)?.definition;
  if (!definition) throw new Error(`${id} is in neither of the standards compared.`);
  return {
    programme: id,
    name: definition.name,
    of,
    per: definition.amount.per,
    ...(read === "whole" ? { whole: wholeOf((move) => groupsOf(programme, move).all) } : {}),
    moves: moves.map((move) => {
      const groups = groupsOf(programme, move);
      return { move, ...breakdownOf(groups), alike: alikeToTell(groups) };
    }),
  };
}

/** What a programme comes to in all. Whoever adds and takes away gets sums of these groups, each of which may be told. */
function wholeOf(allOf: (move: Kept) => Sums): NonNullable<ProgrammePreview["whole"]> {
  const counted = (kept: readonly Kept[]) => {
    const sums = newSums();
    for (const move of kept) if (isTellable(allOf(move).households)) addSums(sums, allOf(move));
    return sums;
  };
  const every: readonly Kept[] = [...Move.options, "still-eligible", "still-unknown"];
  return {
    eligible: { before: counted(eligibleBefore).count, after: counted(eligibleAfter).count },
    unknown: { before: counted(unknownBefore).count, after: counted(unknownAfter).count },
    money: moneyOf(counted(every)),
    withheld: every.some((move) => !isTellable(allOf(move).households)),
  };
}
