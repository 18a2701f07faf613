import { expect, it, test } from "vitest";
import { StandardDocument } from "#eligibility/standard-document.ts";
import { zhejiangDocument } from "#test/standards/zhejiang.ts";

/* A document read from a store is what publication made, or it is refused with the field that is not. */

const stored = () => JSON.parse(JSON.stringify(zhejiangDocument()));

it("the Zhejiang pack's document is read back whole", () => {
  expect(StandardDocument.parse(stored())).toEqual(stored());
});

const condition = { id: "a", text: { zh: "字", en: "T" }, layer: "screening", source: [], when: { op: "boolean" } };
const tier = { id: "a", text: { zh: "字", en: "T" }, when: { op: "boolean", value: true } };
const derived = (kind: string, tree: unknown) => ({ facts: [{ ...stored().facts[0], derived: { kind, tree } }] });

it("a document is read back with what few packs have", () => {
  const [programme] = stored().programmes;
  const document = {
    ...stored(),
    programmes: [{ ...programme, amount: { per: "kind", text: { zh: "米", en: "Rice" }, tiers: [tier] } }],
    roles: [{ ...stored().roles[0], escalation: { to: "town", afterDays: 3 } }],
    outreach: {
      ...stored().outreach,
      islands: [{ code: "330921", moreDays: 2 }],
      retired: [{ code: "330103", now: "330105" }],
      atTheDoor: { bring: [{ text: { zh: "表", en: "Form" }, whenAsking: true }], dontSay: [] },
    },
  };
  expect(StandardDocument.parse(document)).toEqual(document);
});

test.each([
  ["text", "ordinary"],
  ["area", "personal"],
  ["identifier", "sensitive"],
])("a document is read back with a fact of type %s that is %s", (type, sensitivity) => {
  const facts = [{ ...stored().facts[0], type, sensitivity }];
  expect(StandardDocument.parse({ ...stored(), facts }).facts).toEqual(facts);
});

const trees = [undefined, null, 5, "true", {}, { of: "person" }];
const notTrees = trees.flatMap((tree): [string, object][] => [
  ["conditions.0.when", { programmes: [{ ...stored().programmes[0], conditions: [{ ...condition, when: tree }] }] }],
  ...(tree === undefined
    ? []
    : ([
        ["amount.value", { programmes: [{ ...stored().programmes[0], amount: { per: "month", value: tree } }] }],
        [
          "amount.tiers.0.when",
          { programmes: [{ ...stored().programmes[0], amount: { per: "month", tiers: [{ ...tier, when: tree }] } }] },
        ],
      ] satisfies [string, object][])),
]);

test.each(notTrees)("no document is read whose %s is no syntax tree", (field, more) => {
  const { error } = StandardDocument.safeParse({ ...stored(), ...more });
  expect(error?.issues.map(({ path, message }) => `${path.slice(2).join(".")}: ${message}`)).toEqual([
    `${field}: a syntax tree`,
  ]);
});

test.each<[string, object]>([
  ["format", { format: 2 }],
  ["facts.0.of", { facts: [{ ...stored().facts[0], of: "somebody" }] }],
  ["facts.0.past", { facts: [{ ...stored().facts[0], past: false }] }],
  ["facts.0.derived", derived("truth", 5)],
  ["facts.0.derived", derived("other", { op: "boolean", value: true })],
  ["facts.0.label.en", { facts: [{ ...stored().facts[0], label: { zh: "字" } }] }],
  ["programmes.0.of", { programmes: [{ ...stored().programmes[0], of: "somebody" }] }],
  ["programmes.0.source.0.title", { programmes: [{ ...stored().programmes[0], source: [{}] }] }],
  ["areas.0.level", { areas: [{ ...stored().areas[0], level: "street" }] }],
  ["outreach.visitsPerDay", { outreach: { ...stored().outreach, visitsPerDay: 0 } }],
  ["outreach.bereavementDays", { outreach: { ...stored().outreach, bereavementDays: -1 } }],
])("no document is read whose %s is none", (field, more) => {
  const { error } = StandardDocument.safeParse({ ...stored(), ...more });
  expect(error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
});
