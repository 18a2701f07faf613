import type { OutcomeCode } from "#events/case-vocabulary.ts";
import type { Words } from "../words/words.ts";

type Group = keyof Words["outcomeGroups"];

const groupOf: Readonly<Record<OutcomeCode, Group>> = {
  "applied-helped": "applying",
  "applied-self": "applying",
  "already-receiving": "notEligible",
  "not-eligible-income": "notEligible",
  "not-eligible-property": "notEligible",
  "not-eligible-other": "notEligible",
  "refused-no-need": "refused",
  "refused-stigma": "refused",
  "refused-authorisation": "refused",
  "not-at-address": "notFound",
  "moved-away": "notFound",
  "no-contact-3x": "notFound",
  "visit-blocked": "notFound",
  deceased: "wrong",
  "data-wrong-identity": "wrong",
  "data-wrong-fact": "wrong",
  "urgent-handed-over": "handedOver",
  "referred-charity": "handedOver",
  "referred-other-department": "handedOver",
};

const order: readonly Group[] = ["applying", "notEligible", "refused", "notFound", "wrong", "handedOver"];

/** All outcomes, by what kind of ending they are, in the order they are told. */
export function outcomeGroups(all: readonly OutcomeCode[]): readonly (readonly [Group, readonly OutcomeCode[]])[] {
  return order.map((group) => [group, all.filter((code) => groupOf[code] === group)] as const);
}
