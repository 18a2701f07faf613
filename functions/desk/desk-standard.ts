import type { StandardDocument } from "#eligibility/standard-document.ts";
import { standardLabel } from "#eligibility/standard-label.ts";
import type { CurrentStandards } from "#events/desk-api/current-standards.ts";
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
  /** What staff bring to a visit, and do not say there. */
  readonly atTheDoor: OutreachRules["atTheDoor"];
}

/** A standard as the desk reads it. @param childRoles roles whose notices are for child roles only. */
export function deskStandard(document: StandardDocument, childRoles: ReadonlySet<string>): DeskStandard {
  return {
    words: wordsOf(document),
    postKinds: postKinds(document, childRoles),
    childRoles,
    visitsPerDay: document.outreach?.visitsPerDay,
    atTheDoor: document.outreach?.atTheDoor,
    areaNames: new Map(document.areas.map(({ code, zh, en }) => [code, { zh, en }])),
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
