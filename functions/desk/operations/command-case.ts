import type { CaseCommand } from "#events/desk-api/cases.ts";
import { townOf } from "#events/identifiers.ts";
import type { Case } from "#outreach/case.ts";
import type * as decisions from "#outreach/decide-case.ts";
import { auditEntryOf } from "../audit-entry.ts";
import { summaryOf } from "../case-in-reply.ts";
import type { Asker, Operation, OperationDependencies } from "../operation.ts";
import { Problem, problemDetails } from "../problem.ts";
import { detailFor } from "./read-case.ts";

/** `POST /cases/{notice}/commands`: once for each key, on the revision that was seen. */
export const commandCase: Operation<"commandCase"> = async (input, asker, dependencies) => {
  const { params, body, idempotencyKey } = input;
  const found = await carryOut(params.notice, body, idempotencyKey, asker, dependencies);
  return { status: 200, body: { case: await detailFor(found, asker, dependencies) } };
};

/** `POST /cases/reassignments`: each item on its own; what one meets does not stop the others. */
export const reassignCases: Operation<"reassignCases"> = async ({ body, idempotencyKey }, asker, dependencies) => {
  const results = [];
  for (const { notice, expected } of body.items) {
    const command: CaseCommand = {
      command: "reassign",
      expected,
      ...(body.to === undefined ? {} : { to: body.to }),
    };
    try {
      const found = await carryOut(notice, command, idempotencyKey, asker, dependencies);
      results.push({ notice, result: "done" as const, case: summaryOf(found, asker.reader) });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      results.push({ notice, result: "failed" as const, problem: problemDetails(error, "zh") });
    }
  }
  const done = results.filter(({ result }) => result === "done").length;
  const reply = { done, failed: results.length - done, results };
  if (done === results.length) return { status: 200, body: reply };
  return done > 0 ? { status: 207, body: reply } : { status: 409, body: reply };
};

const supervisorsOwn: ReadonlySet<CaseCommand["command"]> = new Set(["reassign", "reopen"]);

async function carryOut(
  notice: string,
  command: CaseCommand,
  key: string,
  asker: Asker,
  dependencies: OperationDependencies,
): Promise<Case> {
  const { cases, glass, posts, reader } = asker;
  const before = await glass.work(notice, command.command);
  if (supervisorsOwn.has(command.command) && !posts.some(({ duty }) => duty === "town-supervisor")) {
    await dependencies.audit.record(auditEntryOf(before, reader, "refused", command.command));
    throw new Problem("not-allowed");
  }
  if (command.command === "reassign" && command.to !== undefined) await checkAssignee(command.to, before, dependencies);
  // Before it is done: where it cannot be taken down, it is not done. The case's own history says what came of it.
  await dependencies.audit.record(auditEntryOf(before, reader, "command", command.command));
  const result = await cases.execute(notice, {
    command: inOutreachsWords(command, reader.staff),
    expected: command.expected,
    key: `${reader.staff}#${key}`,
  });
  switch (result.status) {
    case "done":
      return result.case;
    case "refused":
      throw new Problem("not-possible-now", {
        refusal: result.reason,
        case: await detailFor(result.case, asker, dependencies),
      });
    case "conflict":
      throw new Problem("revision-conflict", { case: await detailFor(result.case, asker, dependencies) });
    case "key-reused":
      throw new Problem("key-used-otherwise", { case: await detailFor(result.case, asker, dependencies) });
  }
}

/** A case goes only to somebody who could see it: a worker on whose list it is. */
async function checkAssignee(staff: string, { office, role }: Case, { roster }: OperationDependencies): Promise<void> {
  const workers = await roster.inTown(townOf(office));
  if (workers.some((worker) => worker.staff === staff && worker.area === office && worker.roles.includes(role))) return;
  throw new Problem("malformed", {
    problems: [{ field: "to", found: "text", expected: "a worker of the case's office and role" }],
  });
}

function inOutreachsWords(command: CaseCommand, by: string): decisions.CaseCommand {
  switch (command.command) {
    case "claim":
    case "release":
      return { kind: command.command, by };
    case "contact":
      return { kind: "contact", by, way: command.way, reached: command.reached, ...given({ on: command.on }) };
    case "close":
      return {
        kind: "close",
        by,
        outcome: command.outcome,
        ...given({
          programmes: command.programmes,
          wrongFacts: command.wrongFacts,
          person: command.person,
          needSeen: command.needSeen,
          on: command.on,
        }),
      };
    case "reassign":
      return { kind: "reassign", by, ...given({ to: command.to }) };
    case "reopen":
      return { kind: "reopen", by, reason: command.reason };
    case "refer":
      return { kind: "refer", by };
  }
}

/** An object without its undefined members. */
function given<Members extends object>(
  members: Members,
): { [Name in keyof Members]?: Exclude<Members[Name], undefined> };
function given(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
