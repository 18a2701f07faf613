import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sendUnsent } from "#desk/unsent/send-unsent.ts";
import {
  afterSending,
  asWorked,
  dropped,
  nextToSend,
  recorded,
  type Sent,
  sendAllTheSame,
  type Unsent,
  type UnsentList,
  underWay,
} from "#desk/unsent/unsent.ts";
import type { CaseCommand } from "#events/desk-api/cases.ts";
import { caseDetail, revisionConflict } from "./case-builders.ts";

const worker = "s-330106001001-child";

function press(list: UnsentList, key: string, notice: string, command: CaseCommand): UnsentList {
  return recorded(list, {
    key,
    notice,
    household: "h-1",
    staff: worker,
    recordedAt: "2022-07-01T01:00:00.000Z",
    command,
  });
}

const contact = (expected: number): CaseCommand => ({ command: "contact", expected, way: "visit", reached: true });

/** A desk that knows revisions and keys, behind a line that loses requests and answers. */
class Desk {
  readonly tookEffect: string[] = [];
  readonly #answers = new Map<string, Sent>();
  readonly #revisions = new Map<string, number>();
  readonly #bodies = new Map<string, string>();

  receive({ key, notice, command }: Unsent): Sent {
    const body = JSON.stringify(command);
    if (this.#bodies.has(key) && this.#bodies.get(key) !== body)
      throw new Error(`key ${key} was used for another body`);
    this.#bodies.set(key, body);
    const before = this.#answers.get(key);
    if (before) return before;
    const revision = this.#revisions.get(notice) ?? 0;
    const sent: Sent =
      command.expected === revision
        ? { result: "done", revision: revision + 1 }
        : { result: "problem", problem: revisionConflict(caseDetail({ notice, revision })) };
    if (sent.result === "done") {
      this.#revisions.set(notice, revision + 1);
      this.#answers.set(key, sent);
      this.tookEffect.push(key);
    }
    return sent;
  }

  /** Somebody else works the case. */
  meddle(notice: string): void {
    this.#revisions.set(notice, (this.#revisions.get(notice) ?? 0) + 1);
  }
}

const Fault = fc.constantFrom("none", "request-lost", "answer-lost", "page-dies");

describe("what is not sent yet", () => {
  it("takes effect once each, in order for each case, whatever the line loses and whenever the page dies", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom("n-1", "n-2", "n-3"), { minLength: 1, maxLength: 8 }),
        fc.array(Fault, { maxLength: 20 }),
        async (notices, faults) => {
          const desk = new Desk();
          let kept: UnsentList = [];
          const pressed = notices.map((notice, index) => ({ key: `key-${index}`, notice }));
          const times = new Map<string, number>();
          for (const { key, notice } of pressed) {
            kept = press(kept, key, notice, contact(times.get(notice) ?? 0));
            times.set(notice, (times.get(notice) ?? 0) + 1);
          }
          const waiting = [...faults];
          const send = async (item: Unsent): Promise<Sent> => {
            const fault = waiting.shift() ?? "none";
            if (fault === "request-lost") return { result: "unanswered" };
            const answer = desk.receive(item);
            if (fault === "page-dies") throw new Error("the page died");
            return fault === "answer-lost" ? { result: "unanswered" } : answer;
          };
          for (let run = 0; run <= faults.length; run++) {
            await sendUnsent(worker, {
              send,
              change: async (change) => {
                kept = change(kept);
                return kept;
              },
            }).catch(() => undefined);
          }
          expect(kept).toEqual([]);
          expect([...desk.tookEffect].sort()).toEqual(pressed.map(({ key }) => key).sort());
          for (const one of new Set(notices)) {
            const keys = pressed.filter(({ notice }) => notice === one).map(({ key }) => key);
            expect(desk.tookEffect.filter((key) => keys.includes(key))).toEqual(keys);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it("keeps what was done to a case after a conflict back, and lets other cases pass", async () => {
    const desk = new Desk();
    desk.meddle("n-1");
    let kept = press(press(press([], "a", "n-1", contact(0)), "b", "n-1", contact(1)), "c", "n-2", contact(0));
    const change = async (how: (list: UnsentList) => UnsentList) => {
      kept = how(kept);
      return kept;
    };
    const send = async (item: Unsent) => desk.receive(item);
    await sendUnsent(worker, { send, change });
    expect(desk.tookEffect).toEqual(["c"]);
    expect(kept.map(({ key, state }) => [key, state])).toEqual([
      ["a", "conflict"],
      ["b", "waiting"],
    ]);

    kept = sendAllTheSame(kept, "a", "a2");
    await sendUnsent(worker, { send, change });
    expect(desk.tookEffect).toEqual(["c", "a2", "b"]);
    expect(kept).toEqual([]);
  });

  it("tries what came after a dropped command on the case as it is", async () => {
    const desk = new Desk();
    desk.meddle("n-1");
    let kept = press(press([], "a", "n-1", contact(0)), "b", "n-1", contact(1));
    const change = async (how: (list: UnsentList) => UnsentList) => {
      kept = how(kept);
      return kept;
    };
    const send = async (item: Unsent) => desk.receive(item);
    await sendUnsent(worker, { send, change });
    kept = dropped(kept, "a");
    await sendUnsent(worker, { send, change });
    expect(desk.tookEffect).toEqual(["b"]);
  });

  it("does not drop what the desk may have taken already", () => {
    const list = underWay(press([], "a", "n-1", contact(0)), "a");
    expect(dropped(list, "a")).toBe(list);
  });

  it("stays while the desk is at fault or the session has ended", () => {
    const list = underWay(press([], "a", "n-1", contact(0)), "a");
    for (const code of ["unavailable", "failed", "not-signed-in"] as const) {
      const problem = { ...revisionConflict(caseDetail({})), code };
      expect(afterSending(list, "a", { result: "problem", problem })).toEqual(list);
    }
  });

  it("is sent for the one who recorded it and for nobody else", () => {
    expect(nextToSend(press([], "a", "n-1", contact(0)), "s-somebody-else")).toBeUndefined();
  });
});

describe("a case with what is not sent yet", () => {
  const now = new Date("2022-07-01T02:00:00Z");
  it("is claimed, contacted and closed as its worker left it", () => {
    const start = caseDetail({ notice: "n-1" });
    const claimed = press([], "a", "n-1", { command: "claim", expected: 0 });
    expect(asWorked(start, claimed, now)).toMatchObject({ state: "claimed", claim: { by: worker, mine: true } });
    const contacted = press(claimed, "b", "n-1", contact(1));
    expect(asWorked(start, contacted, now)).toMatchObject({ state: "contacted", contacts: 1 });
    const closed = press(contacted, "c", "n-1", { command: "close", expected: 2, outcome: "applied-helped" });
    expect(asWorked(start, closed, now)).toMatchObject({ state: "closed", outcome: { code: "applied-helped" } });
  });

  it("is as the desk tells it where the desk refused", () => {
    const problem = revisionConflict(caseDetail({ revision: 4 }));
    const list = afterSending(press([], "a", "n-1", { command: "claim", expected: 0 }), "a", {
      result: "problem",
      problem,
    });
    expect(asWorked(caseDetail({ notice: "n-1" }), list, now)).toEqual(caseDetail({ notice: "n-1" }));
  });
});
