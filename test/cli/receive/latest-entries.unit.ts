import fc from "fast-check";
import { expect, test } from "vitest";
import type { HeldMessage } from "#cli/receive/held-messages.ts";
import { latestEntries } from "#cli/receive/latest-entries.ts";
import { aNotice } from "./sample-messages.ts";

function message(id: string, body: string): HeldMessage {
  return { id, receiptHandle: `receipt of ${id}`, receiveCount: 1, body };
}

const sentNotice = fc.record({
  notice: fc.constantFrom("n-1", "n-2", "n-3"),
  revision: fc.integer({ min: 1, max: 5 }),
});

test("in any order and with duplicates, each notice is shown once, at its latest revision, and settles all its messages", () => {
  fc.assert(
    fc.property(fc.array(sentNotice, { maxLength: 12 }), (sent) => {
      const messages = sent.map((notice, index) => message(String(index), JSON.stringify(aNotice(notice))));
      const { matching, others, unreadable } = latestEntries(messages, { kind: "notices" });
      const latest = new Map<string, number>();
      for (const { notice, revision } of sent) latest.set(notice, Math.max(revision, latest.get(notice) ?? 0));
      expect([others, unreadable]).toEqual([[], []]);
      expect(
        matching.map(({ content }) =>
          content.kind === "notice" ? [content.notice.notice, content.notice.revision] : [],
        ),
      ).toEqual([...latest].toSorted());
      expect(matching.flatMap((entry) => entry.messages.map(({ id }) => id)).toSorted()).toEqual(
        messages.map(({ id }) => id).toSorted(),
      );
    }),
  );
});

test("the most urgent comes first, and what was withdrawn last", () => {
  const sent = [
    aNotice({ notice: "n-withdrawn", status: "withdrawn", due: "2022-07-01" }),
    aNotice({ notice: "n-later", due: "2022-07-20" }),
    aNotice({ notice: "n-sooner", due: "2022-07-03" }),
  ];
  const { matching } = latestEntries(
    sent.map((notice) => message(notice.notice, JSON.stringify(notice))),
    { kind: "notices" },
  );
  expect(matching.map(({ messages }) => messages[0]?.id)).toEqual(["n-sooner", "n-later", "n-withdrawn"]);
});

test("a family that moved to another town is not shown in the former one by an older revision", () => {
  const sent = [aNotice({ revision: 1, area: "330106001001" }), aNotice({ revision: 2, area: "330106002001" })];
  const sorted = latestEntries(
    sent.map((notice) => message(String(notice.revision), JSON.stringify(notice))),
    { kind: "notices", area: "330106001" },
  );
  expect([sorted.matching.length, sorted.others.length]).toEqual([0, 1]);
});

test("what is no notice is told by field, and its neighbours are read", () => {
  const messages = [
    message("a", "not json"),
    message("b", JSON.stringify({ ...aNotice(), revision: "7" })),
    message("c", JSON.stringify(aNotice())),
  ];
  const { matching, unreadable } = latestEntries(messages, { kind: "notices" });
  expect(matching).toHaveLength(1);
  expect(unreadable.map(({ content }) => content.problems[0])).toEqual([
    { field: "", found: "text that is not JSON", expected: "a notice as JSON" },
    { field: "revision", found: "text", expected: expect.any(String) },
  ]);
});
