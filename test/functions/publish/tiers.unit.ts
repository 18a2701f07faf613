import { describe, expect, it } from "vitest";
import { judge } from "#eligibility/judge.ts";
import { compileStandard } from "#eligibility/standard.ts";
import { problemsOf, published } from "./language-pack.ts";

const text = "{ zh: 一档, en: A tier }";
const tiers = `
  per: month
  tiers:
    - { id: young, text: ${text}, when: person.grade == 1, value: 300 }
    - { id: middle, text: ${text}, when: { any: [person.grade == 2, person.student] }, value: 200 + person.income / 2 }
    - { id: rest, text: ${text}, value: "100" }`;

const young = {
  op: "==",
  left: { op: "fact", of: "person", name: "grade", slot: 0 },
  right: { op: "number", value: 1 },
};

describe("an amount in tiers", () => {
  const withValues = tiers.replace("value: 300", 'value: "300"');

  it("is the value of the first tier that applies, and the tiers with their conditions", () => {
    const amount = published({ amount: withValues }).programmes[0]?.amount;
    expect(amount?.tiers?.map(({ id }) => id)).toEqual(["young", "middle", "rest"]);
    expect(amount?.tiers?.[0]).toEqual({ id: "young", text: { zh: "一档", en: "A tier" }, when: young });
    expect(amount?.tiers?.[1]?.when).toMatchObject({ op: "or" });
    expect(amount?.tiers?.[2]).toEqual({ id: "rest", text: { zh: "一档", en: "A tier" } });
    expect(amount?.value).toMatchObject({
      op: "if",
      when: young,
      holds: { op: "number", value: 30_000 },
      fails: { op: "if", holds: { op: "+" }, fails: { op: "number", value: 10_000 } },
    });
  });

  it("gives a person the amount of the first tier that applies", () => {
    const standard = compileStandard(published({ when: "person.income >= 0", amount: withValues }));
    const paid = (facts: Record<string, number | boolean>) =>
      judge(
        standard,
        { household: "h-1", area: "330106", facts: {}, members: [{ person: "p-1", facts: { income: 50, ...facts } }] },
        "2022-07-01",
      ).results[0]?.amount;
    expect(paid({ grade: 1, student: true })).toBe(300);
    expect(paid({ grade: 3, student: true })).toBe(225);
    expect(paid({ grade: 3, student: false })).toBe(100);
  });

  it("in kind has texts and no values", () => {
    const inKind = `
  per: kind
  tiers:
    - { id: all, text: ${text}, when: person.student }
    - { id: rest, text: ${text} }`;
    const amount = published({ amount: inKind }).programmes[0]?.amount;
    expect(amount).toEqual({
      per: "kind",
      tiers: [
        {
          id: "all",
          text: { zh: "一档", en: "A tier" },
          when: { op: "fact", of: "person", name: "student", slot: 0 },
        },
        { id: "rest", text: { zh: "一档", en: "A tier" } },
      ],
    });
  });
});

describe("tiers that cannot be", () => {
  const told = (amount: string) => problemsOf({ amount });
  const tier = (id: string, rest = "") => `{ id: ${id}, text: ${text}${rest} }`;

  it("have a condition of the last tier, or none of another", () => {
    expect(
      told(
        `\n  per: month\n  tiers:\n    - ${tier("aa", ", value: '1'")}\n    - ${tier("bb", ", when: person.student, value: '2'")}`,
      ),
    ).toEqual([
      "programmes/allowance.yaml:13:7: aa: found no when before the last tier, expected one: the tiers after it would never apply",
      "programmes/allowance.yaml:14:53: bb: found a condition of the last tier, expected none: it is for all the rest",
    ]);
  });

  it("are without a value where money is paid, or with one where it is not", () => {
    expect(told(`{ per: month, tiers: [${tier("aa")}] }`)).toEqual([
      "programmes/allowance.yaml:10:31: aa: found no value, expected an amount in yuan",
    ]);
    expect(told(`{ per: kind, tiers: [${tier("aa", ", value: '1'")}] }`)[0]).toContain(
      "aa: found a value, expected none of what is given in kind",
    );
  });

  it("have a name twice", () => {
    expect(told(`{ per: kind, tiers: [${tier("aa", ", when: person.student")}, ${tier("aa")}] }`)).toEqual([
      expect.stringContaining("aa: found again, expected each tier once"),
    ]);
  });

  it("stand beside a value, or where nothing is given", () => {
    expect(told(`{ per: month, value: '1', tiers: [${tier("aa", ", value: '1'")}] }`)[0]).toContain(
      "amount.value: found a value beside tiers, expected one of them",
    );
    expect(told(`{ per: none, tiers: [${tier("aa")}] }`)[0]).toContain(
      "amount.tiers: found tiers of an amount per none",
    );
    expect(told("{ per: month, tiers: [] }")[0]).toContain("at least one tier");
  });

  it("have a mistake in an expression, told in its place", () => {
    const mistaken = tiers.replace("value: 300", "value: age(person)").replace("person.student", "person.studnt");
    expect(told(mistaken)).toEqual([
      expect.stringMatching(/^programmes\/allowance\.yaml:13:\d+: found a number of years, expected a number of yuan$/),
      expect.stringMatching(
        /^programmes\/allowance\.yaml:14:\d+: person\.studnt: no such fact .*did you mean student\?$/,
      ),
    ]);
  });
});
