import { describe, expect, it } from "vitest";
import type { OutreachNotice } from "#events/outreach-notice.ts";
import { deliver } from "#functions/deliver/deliver.ts";
import { AlreadyDone } from "#functions/errors.ts";
import { queueRecord } from "#test/fakes/queue-record.ts";

const notice = (revision: number, status: OutreachNotice["status"] = "open"): OutreachNotice => ({
  type: "outreach.notice",
  notice: "n-abc",
  revision,
  status,
  household: "h-204",
  area: "330106001001",
  role: "child-director",
  programmes: [],
  due: "2022-07-11",
  standards: "zhejiang@2022.7",
});

function caseDesk() {
  const cases = new Map<string, OutreachNotice>();
  const log: Readonly<Record<string, unknown>>[] = [];
  return {
    cases,
    log,
    receive: (...bodies: unknown[]) =>
      deliver(
        {
          Records: bodies.map((body, index) => queueRecord({ messageId: `m-${index}`, body: JSON.stringify(body) })),
        },
        {
          cases: {
            async apply(each) {
              const known = cases.get(each.notice);
              if (known && known.revision >= each.revision) throw new AlreadyDone("overtaken");
              cases.set(each.notice, each);
            },
          },
          log: async (line) => void log.push(line),
        },
      ),
  };
}

describe("a notice delivered", () => {
  it("becomes a case, and a newer revision replaces an older one in whatever order they come", async () => {
    const desk = caseDesk();
    expect(await desk.receive(notice(1), notice(3, "withdrawn"), notice(2), notice(3, "withdrawn"))).toEqual({
      batchItemFailures: [],
    });
    expect(desk.cases.get("n-abc")).toMatchObject({ revision: 3, status: "withdrawn" });
  });

  it("that is no notice comes again by itself, and its neighbours are delivered", async () => {
    const desk = caseDesk();
    expect(await desk.receive({ type: "something else" }, notice(1))).toEqual({
      batchItemFailures: [{ itemIdentifier: "m-0" }],
    });
    expect(desk.cases.size).toBe(1);
  });
});
