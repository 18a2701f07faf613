import type { Patch } from "./patched-product.ts";
import type { Product } from "./product.ts";
import type { TableRules } from "./simulated-tables.ts";

/** A seeded bug. */
export interface Mutant {
  readonly name: string;
  /** What it does to copies of source files. */
  readonly patches?: readonly Patch[];
  /** What the tables no longer see to. */
  readonly rules?: Partial<TableRules>;
  /** What it does to functions. */
  readonly wrap?: (product: Product) => Product;
}

const storeHouseholds = "functions/evaluate/store-households.ts";
const storeRound = "functions/evaluate/store-round.ts";
const evaluate = "functions/evaluate/evaluate.ts";
const acceptChange = "functions/evaluate/accept-change.ts";
const fold = "functions/household/fold.ts";
const register = "functions/household/register.ts";
const notices = "functions/household/notices.ts";
const deliver = "functions/deliver/deliver.ts";

function patch(name: string, file: string, fragment: string, instead: string): Mutant {
  return { name, patches: [{ file, fragment, instead }] };
}

/** Bugs that the suite must find, each alone. */
export const mutants: readonly Mutant[] = [
  { name: "no version condition on households", rules: { householdVersions: false } },
  { name: "no version condition on the sent mark", rules: { markVersions: false } },
  { name: "no version condition on persons", rules: { personVersions: false } },
  { name: "older revisions overwrite cases", rules: { caseRevisions: false } },
  {
    name: "the whole batch acknowledged on partial failure",
    wrap: (product) => ({
      ...product,
      evaluate: async (event, dependencies) => {
        await product.evaluate(event, dependencies);
        return { batchItemFailures: [] };
      },
    }),
  },
  {
    name: "failed notices acknowledged by deliver",
    patches: [{ file: deliver, fragment: "else failed[messageId] = errorInWords(error);", instead: "" }],
  },
  patch("no tie-break between events", register, "return compareTexts(a.origin, b.origin);", "return 0;"),
  patch("sequence ignored", register, "if (a.sequence !== b.sequence) return a.sequence - b.sequence;", ""),
  patch(
    "the last to arrive wins",
    register,
    "const sorted = [...reports].sort(",
    "const sorted = [...reports].reverse().slice().filter(Boolean) ?? [...reports].sort(",
  ),
  patch("previous report forgotten", register, "return distinct.slice(0, 2);", "return distinct.slice(0, 1);"),
  patch(
    "what was taken back still holds",
    register,
    "if (!register.void) return register;",
    "if (register) return register;",
  ),
  patch(
    "an expired authorisation still holds",
    register,
    "report.until < today ? undefined : report.value",
    "report.until < today ? report.value : report.value",
  ),
  patch(
    "tombstones ignored",
    acceptChange,
    "take(name, registerOf(change, from, null), problem &&",
    "if (problem) take(name, registerOf(change, from, null), problem &&",
  ),
  patch(
    "facts of others accepted",
    acceptChange,
    "const found = problem ? inField",
    'const found = problem && problem.code !== "not-the-owner" ? inField',
  ),
  patch(
    "no outbox flush on a duplicate",
    storeHouseholds,
    "return { household: before, messages: settled.messages };",
    "return { household: before, messages: [] };",
  ),
  patch(
    "marked sent before sending",
    storeHouseholds,
    "await households.write(settled.household, at.toISOString());",
    "await households.write({ ...settled.household, notices: Object.fromEntries(Object.entries(settled.household.notices).map(([key, state]) => [key, { ...state, unsent: false }])) }, at.toISOString());",
  ),
  patch(
    "refused notices counted as told",
    storeHouseholds,
    "const refused = messages.some(({ notice }) => untold.has(notice));",
    "const refused = messages.some(() => untold.size > 1000);",
  ),
  {
    name: "an old reading written after a conflict",
    patches: [
      {
        file: storeHouseholds,
        fragment: "const outcome = await households.write(settled.household, at.toISOString());",
        instead:
          'let outcome = await households.write(settled.household, at.toISOString());\n  if (outcome === "conflict") {\n    const fresh = (await households.read([before.household], "fresh")).found.get(before.household);\n    outcome = await households.write({ ...settled.household, version: fresh?.version ?? 0 }, at.toISOString());\n  }',
      },
    ],
  },
  patch(
    "households stored though the person was not",
    storeRound,
    'holdBack(changes, world, outcomes);\n  const going = changes.filter(({ subject }) => (outcomes.get(subject) ?? "done") === "done");',
    "const going = changes;\n  outcomes.clear();",
  ),
  patch(
    "nobody joins by way of the person's item",
    fold,
    "moved !== before || !member || isLeaving ? { person: moved }",
    "moved !== before ? { person: moved }",
  ),
  patch(
    "a moved person's facts dropped",
    fold,
    "const known = [moved.waiting, ...elsewhere, facts]",
    "const known = [moved.waiting, facts]",
  ),
  patch(
    "a household left before home is stored",
    storeRound,
    '[...folded.departures].filter(([id]) => outcomes.get(id) === "done");',
    "[...folded.departures];",
  ),
  patch(
    "waiting facts dropped",
    fold,
    "const known = [moved.waiting, ...elsewhere, facts]",
    "const known = [...elsewhere, facts]",
  ),
  patch("former household still lists who left", fold, "return { ...household, members };", "return household;"),
  patch(
    "a new notice for every revision",
    notices,
    "notice: noticeId(judged.household, key, state.episode),",
    "notice: noticeId(judged.household, key, state.revision),",
  ),
  patch(
    "revision not raised on withdrawal",
    notices,
    'revision: known.revision + 1, status: "withdrawn"',
    'revision: known.revision, status: "withdrawn"',
  ),
  patch("notices no longer due stay open", notices, "if (!stillDue.has(key))", "if (!stillDue.has(key) && !known)"),
  patch("quarantine swallowed", evaluate, "return withQuarantined;", "return [];"),
];
