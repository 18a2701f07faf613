import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runbooks } from "#infra/operations/runbooks.ts";
import type { Case } from "#outreach/case.ts";
import { harmOf } from "./cases-now.ts";
import { drills } from "./drills.ts";
import { parseRunbook, readRunbook, runbookNames } from "./runbook.ts";

describe("every runbook", () => {
  it("has a drill, and every drill a runbook", () => {
    expect(drills.map(({ runbook }) => runbook).toSorted()).toEqual(runbookNames());
    expect(runbooks.toSorted()).toEqual(runbookNames());
  });

  it.each(runbookNames())("%s is made of named commands, without a gap to fill by guessing", (name) => {
    const { blocks } = readRunbook(name);
    expect(blocks.size).toBeGreaterThan(0);
    for (const [block, text] of blocks)
      expect([block, text]).toEqual([block, expect.not.stringMatching(/…|<[a-z-]+>/)]);
  });

  it.each(drills.map(({ runbook }) => runbook))("%s names the alarms that its drill waits for", (name) => {
    const alarms = drills.find(({ runbook }) => runbook === name)?.alarms ?? [];
    expect(alarms.filter((alarm) => /[<>]/.test(alarm))).toEqual([]);
    expect(existsSync(join(import.meta.dirname, "drills", `${name}.ts`))).toBe(true);
  });
});

describe("a runbook's text", () => {
  it("gives its blocks by name, without the indent of their list", () => {
    const text = ["1. first", "   ```sh one", "   echo a \\", "     b", "   ```", "```sh two", "echo c", "```"].join(
      "\n",
    );
    expect([...parseRunbook("it", text).blocks]).toEqual([
      ["one", "echo a \\\n  b"],
      ["two", "echo c"],
    ]);
  });

  it.each([
    ["```sh\necho\n```", "docs/runbooks/it.md:1: found ```sh, expected ```sh and a name"],
    ["```sh a\n```\n```sh a\n```", "docs/runbooks/it.md:3: found a second block a, expected another name"],
    ["```sh a\necho", "docs/runbooks/it.md: the block a does not end"],
  ])("%j is refused", (text, message) => {
    expect(() => parseRunbook("it", text)).toThrow(message);
  });
});

describe("what a drill came to", () => {
  const programmes = [{ id: "minimum-living-guarantee" }];
  const caseOf = (id: string, noticeRevision: number, told: object = {}) =>
    // Only what is compared.
    ({
      ...{ case: id, household: `h-${id}`, role: "assistance-worker", area: "330106001001", noticeStatus: "open" },
      ...{ noticeRevision, content: { programmes } },
      ...told,
    }) as unknown as Case;
  const now = (...cases: Case[]) => new Map(cases.map((each) => [each.case, each]));
  const expected = ["a", "b"].map((id) => ({
    ...{ household: `h-${id}`, role: "assistance-worker", area: "330106001001" },
    programmes: programmes as never[],
  }));

  it("is nothing where every family due is told of, once", () => {
    const before = now(caseOf("a", 1));
    expect(harmOf(expected, [before], now(caseOf("a", 1), caseOf("b", 1)))).toEqual({
      lost: [],
      wrong: [],
      second: [],
    });
  });

  it("is a family lost, one told of wrongly, and one told again", () => {
    const before = now(caseOf("a", 1));
    expect(harmOf(expected, [before], now(caseOf("a", 2), caseOf("c", 1)))).toEqual({
      lost: ["h-b assistance-worker"],
      wrong: ["h-c assistance-worker"],
      second: ["a"],
    });
  });

  it("counts two cases of one family and role, and not what was taken back between", () => {
    const first = now(caseOf("a", 1));
    const withdrawn = now(caseOf("a", 2, { noticeStatus: "withdrawn" }));
    const again = now(caseOf("a", 3), caseOf("b", 1), caseOf("b2", 1, { household: "h-b" }));
    expect(harmOf(expected, [first, withdrawn], again).second).toEqual(["b", "b2"]);
  });
});
