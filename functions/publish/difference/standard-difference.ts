import { isDeepStrictEqual } from "node:util";
import type { Condition, Programme, StandardDocument, Text } from "#eligibility/standard-document.ts";
import { quantityInWords } from "#eligibility/wording/quantity-in-words.ts";
import { openScene, type Scene } from "#eligibility/wording/scene.ts";
import { truthInWords } from "#eligibility/wording/truth-in-words.ts";
import { vocabularyOf } from "#eligibility/wording/vocabulary.ts";

/** A dated value of a parameter that is another, new, or no more. */
export interface ChangedValue {
  readonly area: string;
  readonly name: Text;
  /** ISO date from which it holds. */
  readonly since: string;
  /** In the parameter's unit; absent where there was, or is, none. For a new day the value that held before it. */
  readonly before?: number;
  readonly after?: number;
}

/** Something named that is new, no more, or not the same; `details` say in which respect. */
export interface ChangedThing {
  readonly id: string;
  readonly name: Text;
  readonly change: "added" | "removed" | "changed";
  readonly details: readonly { readonly of: Text; readonly before?: Text; readonly after?: Text }[];
}

/** What one version of a standard says otherwise than another. */
export interface StandardDifference {
  readonly parameters: readonly {
    readonly parameter: string;
    readonly name: Text;
    readonly unit?: string;
    readonly values: readonly ChangedValue[];
  }[];
  readonly programmes: readonly ChangedThing[];
  readonly facts: readonly ChangedThing[];
  readonly roles: readonly ChangedThing[];
  readonly areas: readonly ChangedThing[];
  /** True where something else differs: its sources, or how staff are sent. */
  readonly other: boolean;
}

/** What differs between two versions, for people and programs to read. */
export function standardDifference(from: StandardDocument, to: StandardDocument): StandardDifference {
  const [before, after] = [scenesOf(from), scenesOf(to)];
  return {
    parameters: changedParameters(from, to),
    programmes: changedThings(
      from.programmes.map((programme) => named(programme, programme.id, programme.name)),
      to.programmes.map((programme) => named(programme, programme.id, programme.name)),
      (one, other) => programmeDetails(aspectsOf(before, one), aspectsOf(after, other)),
    ),
    facts: changedThings(
      from.facts.map((fact) => named(fact, `${fact.of}.${fact.name}`, fact.label)),
      to.facts.map((fact) => named(fact, `${fact.of}.${fact.name}`, fact.label)),
    ),
    roles: changedThings(
      from.roles.map((role) => named(role, role.id, role.name)),
      to.roles.map((role) => named(role, role.id, role.name)),
    ),
    areas: changedThings(
      from.areas.map((area) => named(area, area.code, { zh: area.zh, en: area.en })),
      to.areas.map((area) => named(area, area.code, { zh: area.zh, en: area.en })),
    ),
    other: !isDeepStrictEqual(restOf(from), restOf(to)),
  };
}

function restOf({ sources, outreach, timeZone, languages, indexedParameter }: StandardDocument) {
  return { sources, outreach, timeZone, languages, indexedParameter };
}

function changedParameters(from: StandardDocument, to: StandardDocument): StandardDifference["parameters"] {
  const names = new Map([...to.areas, ...from.areas].map(({ code, zh, en }) => [code, { zh, en }]));
  const [former, latter] = [byName(from), byName(to)];
  return [...new Set([...latter.keys(), ...former.keys()])].flatMap((parameter) => {
    const [before, after] = [former.get(parameter), latter.get(parameter)];
    const definition = after ?? before;
    if (!definition) return [];
    const codes = new Set([...Object.keys(before?.areas ?? {}), ...Object.keys(after?.areas ?? {})]);
    const values = [...codes].sort().flatMap((area) => {
      const name = names.get(area) ?? { zh: area, en: area };
      return changedValues(before?.areas[area] ?? {}, after?.areas[area] ?? {}).map((value) => ({
        area,
        name,
        ...value,
      }));
    });
    const { description: name, unit } = definition;
    return values.length === 0 ? [] : [{ parameter, name, ...(unit === undefined ? {} : { unit }), values }];
  });
}

type Dated = Readonly<Record<string, number>>;

function changedValues(before: Dated, after: Dated) {
  const days = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return days
    .filter((since) => before[since] !== after[since])
    .map((since) => {
      const was = before[since] ?? valueBefore(before, since);
      const is = after[since];
      return { since, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) };
    });
}

function valueBefore(values: Dated, day: string): number | undefined {
  const since = Object.keys(values)
    .filter((each) => each < day)
    .sort()
    .at(-1);
  return since === undefined ? undefined : values[since];
}

function byName({ parameters }: StandardDocument) {
  return new Map(parameters.map((parameter) => [parameter.name, parameter]));
}

interface Named<Thing> {
  readonly thing: Thing;
  readonly id: string;
  readonly name: Text;
}

function named<Thing>(thing: Thing, id: string, name: Text): Named<Thing> {
  return { thing, id, name };
}

function changedThings<Thing>(
  before: readonly Named<Thing>[],
  after: readonly Named<Thing>[],
  detailsOf: (one: Thing, other: Thing) => ChangedThing["details"] = () => [],
): ChangedThing[] {
  const former = new Map(before.map((each) => [each.id, each]));
  const latter = new Set(after.map(({ id }) => id));
  const removed = before.filter(({ id }) => !latter.has(id));
  return [
    ...after.flatMap(({ thing, id, name }): ChangedThing[] => {
      const one = former.get(id);
      if (!one) return [{ id, name, change: "added", details: [] }];
      if (isDeepStrictEqual(one.thing, thing)) return [];
      return [{ id, name, change: "changed", details: detailsOf(one.thing, thing) }];
    }),
    ...removed.map(({ id, name }): ChangedThing => ({ id, name, change: "removed", details: [] })),
  ];
}

interface Scenes {
  readonly zh: Scene;
  readonly en: Scene;
}

function scenesOf(document: StandardDocument): Scenes {
  return { zh: openScene(vocabularyOf(document, "zh")), en: openScene(vocabularyOf(document, "en")) };
}

/** What is told of a programme, each aspect by its own name. */
function aspectsOf(
  scenes: Scenes,
  programme: Programme,
): ReadonlyMap<string, { readonly of: Text; readonly says: Text }> {
  const { name, of, role, source, conditions, amount } = programme;
  const plain = (value: unknown): Text => ({ zh: JSON.stringify(value), en: JSON.stringify(value) });
  const { value, text } = amount;
  const entries: [string, { of: Text; says: Text }][] = [
    ["name", { of: { zh: "名称", en: "name" }, says: name }],
    ["of", { of: { zh: "对象", en: "whom it is for" }, says: { zh: of, en: of } }],
    [
      "role",
      {
        of: { zh: "岗位", en: "role" },
        says: { zh: scenes.zh.vocabulary.role(role), en: scenes.en.vocabulary.role(role) },
      },
    ],
    ["source", { of: { zh: "依据", en: "legal source" }, says: plain(source) }],
    ...conditions.flatMap((condition) => conditionAspects(scenes, condition)),
    ["per", { of: { zh: "发放周期", en: "paid per" }, says: { zh: amount.per, en: amount.per } }],
    ["tiers", { of: { zh: "分档", en: "tiers" }, says: plain(amount.tiers ?? []) }],
  ];
  if (text) entries.push(["text", { of: { zh: "给付", en: "what is given" }, says: text }]);
  if (value) {
    const says = { zh: quantityInWords(scenes.zh, value, "yuan"), en: quantityInWords(scenes.en, value, "yuan") };
    entries.push(["amount", { of: { zh: "金额", en: "amount" }, says }]);
  }
  return new Map(entries);
}

function conditionAspects(scenes: Scenes, { id, text, layer, when }: Condition): [string, { of: Text; says: Text }][] {
  const says = { zh: truthInWords(scenes.zh, when), en: truthInWords(scenes.en, when) };
  return [
    [`${id} text`, { of: { zh: `条件 ${id}`, en: `condition ${id}` }, says: text }],
    [`${id} when`, { of: { zh: `条件 ${id} 的判断`, en: `what decides condition ${id}` }, says }],
    [
      `${id} layer`,
      { of: { zh: `条件 ${id} 的环节`, en: `layer of condition ${id}` }, says: { zh: layer, en: layer } },
    ],
  ];
}

type Aspects = ReturnType<typeof aspectsOf>;

function programmeDetails(before: Aspects, after: Aspects): ChangedThing["details"] {
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((key) => {
    const [one, other] = [before.get(key), after.get(key)];
    const of = (other ?? one)?.of;
    if (!of || isDeepStrictEqual(one?.says, other?.says)) return [];
    return [{ of, ...(one ? { before: one.says } : {}), ...(other ? { after: other.says } : {}) }];
  });
}
