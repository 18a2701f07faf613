import { dayOf } from "#eligibility/days.ts";
import { yuanRounded } from "#eligibility/money.ts";
import { compileParameters } from "#eligibility/parameters.ts";
import { compileStandard, type Standard } from "#eligibility/standard.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import { standardLabel } from "#eligibility/standard-label.ts";
import type { CurrentStandards, StandardParameters } from "#events/desk-api/current-standards.ts";
import type { Text } from "#events/desk-api/text.ts";
import type { OutreachRules } from "#outreach/outreach-rules.ts";
import { type PostKind, postKinds } from "./post-kinds.ts";

/** What the desk knows of the standard in force: its words, its roles as posts, its areas' names. */
export interface DeskStandard {
  readonly words: CurrentStandards;
  readonly postKinds: ReadonlyMap<string, PostKind>;
  readonly areaNames: ReadonlyMap<string, Text>;
  /** Roles whose notices are for child roles only. */
  readonly childRoles: ReadonlySet<string>;
  /** Families that a community's workers can visit in a day; no limit where the standard has none. */
  readonly visitsPerDay: number | undefined;
  /** The parameters, with their values in force in an area on an ISO date. */
  readonly parametersIn: (area: string, on: string) => StandardParameters["parameters"];
  /** What staff bring to a visit, and do not say there. */
  readonly atTheDoor: OutreachRules["atTheDoor"];
  /** What judging a household takes: made when it is first asked for, which few requests do. */
  readonly judging: () => Judging;
}

/** What judging a household takes. */
export interface Judging {
  readonly document: StandardDocument;
  readonly compiled: Standard;
  /** True for a fact that staff can ask a family for, such as `household.monthlyRent` or `person:p-1.birthDate`. */
  readonly isAskable: (fact: string) => boolean;
}

/** A standard as the desk reads it. @param childRoles roles whose notices are for child roles only. */
export function deskStandard(document: StandardDocument, childRoles: ReadonlySet<string>): DeskStandard {
  let judging: Judging | undefined;
  return {
    judging() {
      judging ??= judgingBy(document);
      return judging;
    },
    words: wordsOf(document),
    postKinds: postKinds(document, childRoles),
    childRoles,
    parametersIn: parametersIn(document),
    visitsPerDay: document.outreach?.visitsPerDay,
    atTheDoor: document.outreach?.atTheDoor,
    areaNames: new Map(document.areas.map(({ code, zh, en }) => [code, { zh, en }])),
  };
}

function judgingBy(document: StandardDocument): Judging {
  const asked = new Set(document.facts.filter(({ derived }) => !derived).map(({ of, name }) => `${of}.${name}`));
  return {
    document,
    compiled: compileStandard(document),
    isAskable: (fact) => asked.has(fact.replace(/^person:[^.]+/, "person")),
  };
}

function parametersIn(document: StandardDocument): DeskStandard["parametersIn"] {
  const parametersOf = compileParameters(document);
  return (area, on) => {
    const values = parametersOf(area).valuesOn(dayOf(on));
    return document.parameters.map(({ name, description, unit, synthetic }, place) => {
      const value = values[place] ?? Number.NaN;
      return {
        name,
        description,
        ...(unit === undefined ? {} : { unit }),
        synthetic,
        ...(Number.isNaN(value) ? {} : { value: unit === "yuan" ? yuanRounded(value) : value }),
      };
    });
  };
}

function wordsOf(document: StandardDocument): CurrentStandards {
  return {
    standards: standardLabel(document),
    currency: document.currency,
    timeZone: document.timeZone,
    programmes: document.programmes.map(({ id, name, role, of, source, amount, conditions }) => ({
      id,
      name,
      role,
      of,
      source,
      per: amount.per,
      ...(amount.text === undefined ? {} : { gives: amount.text }),
      tiers: (amount.tiers ?? []).map((tier) => ({ id: tier.id, text: tier.text })),
      conditions: conditions.map((condition) => ({
        id: condition.id,
        text: condition.text,
        layer: condition.layer,
        source: condition.source,
      })),
    })),
    facts: document.facts.map(({ of, name, label, question, sensitivity }) => ({
      fact: `${of}.${name}`,
      label,
      question,
      sensitivity,
    })),
    roles: document.roles.map(({ id, name, level }) => ({ id, name, level })),
    areas: document.areas.map(({ code, zh, en }) => ({ code, zh, en })),
  };
}
