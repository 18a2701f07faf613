import { describe, expect, it } from "vitest";
import { atTheDoor } from "#outreach/at-the-door.ts";
import { zhejiangDocument } from "#test/standards/zhejiang.ts";
import { programmeOf } from "./cases.ts";

const rules = zhejiangDocument().outreach?.atTheDoor;
const texts = (role: string, ...programmes: ReturnType<typeof programmeOf>[]) => {
  const { bring = [], dontSay = [] } = atTheDoor(rules, { role, programmes }) ?? {};
  return { bring: bring.map(({ zh }) => zh).join(), dontSay: dontSay.map(({ zh }) => zh).join() };
};

describe("what to bring to a visit and not to say there, in Zhejiang", () => {
  it("is by what it is about and what is to be asked", () => {
    const plain = texts("assistance-worker", programmeOf("minimum-living-guarantee"));
    expect(plain.bring).toContain("核对授权书");
    expect(plain.bring).not.toContain("说明所问事项");
    const asking = programmeOf("free-electricity", { missing: ["household.housing"] });
    expect(texts("assistance-worker", asking).bring).toContain("说明所问事项");
    expect(texts("assistance-worker", asking).bring).not.toContain("核对授权书");
    expect(texts("disability-worker", programmeOf("severe-disability-care")).bring).toContain("残疾人证");
  });

  it("is by who goes, and never promises anything", () => {
    const child = texts("child-director", programmeOf("orphan-support")).dontSay;
    expect(child).toContain("不当着孩子的面");
    expect(texts("assistance-worker", programmeOf("minimum-living-guarantee")).dontSay).not.toContain("孩子");
    for (const { id } of zhejiangDocument().roles) expect(texts(id).dontSay).toContain("可能符合");
  });

  it("is nothing where the standard says nothing of it", () => {
    expect(atTheDoor(undefined, { role: "child-director", programmes: [] })).toBeUndefined();
  });
});
