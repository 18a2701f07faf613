import { describe, expect, it } from "vitest";
import { OutcomeCode } from "#events/case-vocabulary.ts";
import { checkPack } from "#functions/publish/check-pack.ts";
import { zhejiangDocument } from "#test/standards/zhejiang.ts";
import { edited, problemsOf, smallPack, told } from "./small-pack.ts";

const sound = `visitsPerDay: 6
bereavementDays: 7
quietDays:
${OutcomeCode.options.map((code) => `  ${code}: 30\n`).join("")}townless: ["990101"]
islands: [{ code: "990102001", moreDays: 3 }]
retired: [{ code: "990103", now: "990102" }]
atTheDoor:
  bring:
    - text: { zh: 工作证, en: Badge }
    - { text: { zh: 证明, en: Papers }, whenAsking: true }
  dontSay:
    - text: { zh: 不说您符合, en: Not that they qualify }
`;
const withOutreach = (from = "", to = "") => [
  ...smallPack,
  { path: "outreach.yaml", text: sound.replace(from, () => to) },
];

describe("how staff are sent", () => {
  it("is part of the standard where the pack says it, and a pack need not", () => {
    expect(checkPack(withOutreach()).document?.outreach).toMatchObject({ visitsPerDay: 6, townless: ["990101"] });
    expect(checkPack(smallPack).document).toBeDefined();
  });

  it("names every outcome of a visit and no other", () => {
    expect(problemsOf(withOutreach("  deceased: 30\n"))).toMatchObject([{ file: "outreach.yaml" }]);
    expect(problemsOf(withOutreach("  deceased: 30\n", "  deceased: 30\n  dead: 30\n"))[0]?.message).toContain("dead");
  });

  it("names areas of the pack, and as retired only those that are no more", () => {
    expect(problemsOf(withOutreach('["990101"]', '["990109"]'))).toMatchObject([
      {
        file: "outreach.yaml",
        pointsAt: expect.stringMatching(/^"990109"/),
        message: expect.stringContaining("did you mean"),
      },
    ]);
    expect(problemsOf(withOutreach('["990101"]', '["9901"]'))).not.toEqual([]);
    expect(problemsOf(withOutreach('"990103", now', '"990101", now'))[0]?.message).toContain("no more");
    expect(problemsOf(withOutreach('now: "990102"', 'now: "990104"'))[0]?.message).toContain("990104");
  });

  it("gathers changes for no longer than until the visit is due", () => {
    expect(told(["roles.yaml", "dueDays: 7", "dueDays: 7\n  mergeDays: 8"])).toMatchObject({
      file: "roles.yaml",
      message: expect.stringContaining("8"),
    });
    expect(problemsOf(edited(["roles.yaml", "dueDays: 7", "dueDays: 7\n  urgency: soon"]))[0]?.message).toContain(
      "urgent",
    );
  });

  it("says for the roles and programmes that there are what to bring and not to say, something of it at every visit", () => {
    const badge = "text: { zh: 工作证, en: Badge }";
    const papers = "{ text: { zh: 证明, en: Papers }, whenAsking: true }";
    const problem = (from: string, to: string) => problemsOf(withOutreach(from, to))[0];
    const of = (more: string) => papers.replace("whenAsking: true", more);
    expect(problem(papers, of("programmes: [heating-alowance]"))?.message).toContain("heating-allowance");
    expect(problem(papers, of("roles: [nobody]"))?.message).toContain("nobody: no such role");
    expect(problem(papers, of("roles: []"))?.message).toContain("1 role or more");
    expect(problem(papers, of("when: always"))?.message).toContain("when");
    expect(problem(papers, "{ text: { zh: 证明, en: Badge } }")?.message).toContain("found again");
    expect(problem(badge, `${badge}\n      whenAsking: true`)?.message).toContain("nothing that is for every visit");
    expect(problem(badge, "text: { zh: 工作证 }")?.message).toContain("an English text");
    expect(problem("  dontSay:\n    - text: { zh: 不说您符合, en: Not that they qualify }\n", "")?.message).toContain(
      "dontSay",
    );
  });

  it("sends nobody twice for the same within three days, whatever was found, in Zhejiang", () => {
    const days = Object.values(zhejiangDocument().outreach?.quietDays ?? {});
    expect(days).toHaveLength(19);
    expect(Math.min(...days)).toBeGreaterThanOrEqual(3);
  });
});
