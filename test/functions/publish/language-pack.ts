import type { StandardDocument } from "#eligibility/standard-document.ts";
import { checkPack } from "#functions/publish/check-pack.ts";
import { type PackFile, packProblemInWords } from "#functions/publish/pack-problem.ts";

/** What a test writes of a pack: the rest is a place with one town's counties and a dictionary to read. */
export interface Written {
  /** More entries of facts.yaml. */
  readonly facts?: string;
  /** Files of parameters/ by name, without the head that every parameter has. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly of?: "person" | "household";
  /** The condition's expression. */
  readonly when?: string;
  /** The programme's conditions, in place of the one. */
  readonly conditions?: string;
  /** The programme's amount. */
  readonly amount?: string;
}

const text = "{ zh: 文字, en: Text }";
const fact = (name: string, of: string, rest: string) =>
  `- { name: ${name}, of: ${of}, ${rest}, layer: screening, sensitivity: personal, label: ${text}, question: ${text} }`;

const facts = [
  fact("birthDate", "person", "type: date"),
  fact("grade", "person", "type: integer, minimum: 1, maximum: 4"),
  fact("places", "person", "type: integer, minimum: 0"),
  fact(
    "stage",
    "person",
    "type: enumeration, values: { preschool: { zh: preschool, en: preschool }, primary: { zh: primary, en: primary }, secondary: { zh: secondary, en: secondary } }",
  ),
  fact("student", "person", "type: boolean"),
  fact("income", "person", "type: number, unit: yuan, minimum: 0"),
  fact("expense", "person", "type: number, unit: yuan, minimum: 0"),
  fact("hired", "person", "type: date"),
  fact("months", "person", "type: integer, unit: months, minimum: 0"),
  fact("area", "household", "type: area"),
  fact("note", "household", "type: text"),
];

/** The files of a small pack with what a test writes. */
export function languagePack({
  facts: moreFacts = "",
  parameters = {},
  of = "person",
  when = "person.student",
  conditions = `
  - id: condition
    text: ${text}
    when: >-
      ${when}`,
  amount = "{ per: none }",
}: Written): PackFile[] {
  return [
    {
      path: "pack.yaml",
      text: `name: small
version: "1"
currency: CNY
timeZone: Asia/Shanghai
languages: [zh, en]
sources: { desk: { zh: 工作台, en: Desk, owns: [person.income] } }
`,
    },
    { path: "areas.csv", text: "code,parent,level,zh,en\n33,,province,省,Province\n330106,33,county,区,District\n" },
    { path: "facts.yaml", text: `${facts.join("\n")}\n${moreFacts}` },
    {
      path: "roles.yaml",
      text: `- { id: worker, name: ${text}, level: village, programmes: [allowance], dueDays: 7 }\n`,
    },
    ...Object.entries(parameters).map(([name, rest]) => ({
      path: `parameters/${name}.yaml`,
      text: `name: ${name}\ndescription: { zh: 标准, en: Standard }\n${rest}`,
    })),
    {
      path: "programmes/allowance.yaml",
      text: `id: allowance
name: ${text}
of: ${of}
source: [{ title: 条例 }]
conditions:${conditions}
amount: ${amount}
`,
    },
  ];
}

/** The document that publication makes; a pack with problems fails the test with all of them. */
export function published(written: Written): StandardDocument {
  const { document, problems } = checkPack(languagePack(written));
  if (!document) throw new Error(problems.map(packProblemInWords).join("\n"));
  return document;
}

/** What is wrong with a pack, each as `file:line:column: message`. */
export function problemsOf(written: Written): string[] {
  return (checkPack(languagePack(written)).problems ?? []).map(packProblemInWords);
}

/** The tree of the programme's only condition. */
export function conditionOf(written: Written) {
  return published(written).programmes[0]?.conditions[0]?.when;
}

/** The tree of the programme's amount, of an expression in yuan. */
export function amountOf(value: string, written: Written = {}) {
  return published({ ...written, amount: `{ per: month, value: '${value}' }` }).programmes[0]?.amount.value;
}

/** What is wrong with a pack whose programme has this amount in yuan. */
export function problemsOfAmount(value: string, written: Written = {}): string[] {
  return problemsOf({ ...written, amount: `{ per: month, value: '${value}' }` });
}
