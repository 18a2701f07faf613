import { describe, expect, test } from "vitest";
import { readTests } from "#cli/pack-tests/read-tests.ts";
import { failureInWords, failuresOf } from "#cli/pack-tests/run-pack-tests.ts";
import { testFiles } from "#cli/pack-tests/test-files.ts";
import { packProblemInWords } from "#functions/publish/pack-problem.ts";
import { zhejiang, zhejiangFolder } from "./zhejiang.ts";

// The pack's own tests, as `pfp test` runs them: policy staff write them, and nothing may break them unseen.
const standard = zhejiang();
const files = await testFiles(zhejiangFolder);

test.skipIf(files.length === 0)("the pack has tests of its own (skipped while it has none)", () => {
  expect(files).not.toEqual([]);
});

describe.each(files)("$path", (file) => {
  const { tests, problems } = readTests(file, standard);

  test("is sound", () => {
    expect(problems.map(packProblemInWords)).toEqual([]);
  });

  if (problems.length === 0) {
    test.each(tests)("$name", (each) => {
      expect(failuresOf(each, standard).map(failureInWords)).toEqual([]);
    });
  }
});
