import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useSyncExternalStore } from "react";
import type { CaseCommand, CaseDetail, CaseSummary } from "#events/desk-api/cases.ts";
import { DeskProblem, requestOf } from "#events/desk-api/client.ts";
import { ask } from "../api/ask.ts";
import { signal } from "../api/signal.ts";
import { useMe } from "../api/use-desk.ts";
import { keep } from "../kept/kept-replies.ts";
import { sessionNow } from "../sign-in/session.ts";
import { sendUnsent } from "./send-unsent.ts";
import { recorded, type Sent, type Unsent, type UnsentList } from "./unsent.ts";
import { changeUnsent, readUnsent, unsentNow } from "./unsent-store.ts";

export function useUnsent(): UnsentList {
  return useSyncExternalStore(unsentNow.subscribe, unsentNow.read);
}

/** Sends what waits: at the start, when signal or session come back, when something is recorded, and now and then. */
export function useSending(): void {
  const { staff } = useMe();
  const queries = useQueryClient();
  const session = useSyncExternalStore(sessionNow.subscribe, sessionNow.read);
  const there = useSyncExternalStore(signal.subscribe, signal.read);
  useEffect(() => {
    if (!session) return;
    if (there) void sendNow(staff, queries);
    // A phone often does not know that its signal is back.
    const timer = setInterval(() => void sendNow(staff, queries), triedEveryMilliseconds);
    return () => clearInterval(timer);
  }, [staff, session, there, queries]);
  useEffect(() => void readUnsent(), []);
}

const triedEveryMilliseconds = 20_000;

/** One window sends at a time; the others find nothing left when it is their turn. */
export async function sendNow(staff: string, queries: QueryClient): Promise<void> {
  await navigator.locks.request("desk-unsent", async () => {
    let any = false;
    await sendUnsent(staff, {
      change: changeUnsent,
      send: async (item) => {
        const { sent, now } = await sendOne(item);
        if (now) await showAsItIs(queries, staff, now);
        any ||= sent.result !== "unanswered";
        return sent;
      },
    });
    if (any) await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] !== "currentStandards" });
  });
}

async function sendOne({ notice, key, command }: Unsent): Promise<{ sent: Sent; now?: CaseDetail }> {
  try {
    const { case: now } = await ask("commandCase", { params: { notice }, body: command, idempotencyKey: key });
    return { sent: { result: "done", revision: now.revision }, now };
  } catch (error) {
    if (!(error instanceof DeskProblem)) return { sent: { result: "unanswered" } };
    const { problem } = error;
    return { sent: { result: "problem", problem }, ...(problem.case ? { now: problem.case } : {}) };
  }
}

/** The case as the desk told it with its answer, on the page and for times without signal. */
async function showAsItIs(queries: QueryClient, staff: string, now: CaseDetail): Promise<void> {
  const call = { params: { notice: now.notice } };
  await keep(staff, requestOf("readCase", call).url, now);
  queries.setQueryData([staff, "readCase", call], { reply: now });
}

/** Records what somebody did, and tries to send it at once. */
export function useCommand(): (one: CaseSummary, command: CaseCommand) => Promise<void> {
  const { staff } = useMe();
  const queries = useQueryClient();
  return useCallback(
    async ({ notice, household }, command) => {
      const key = crypto.randomUUID();
      const recordedAt = new Date().toISOString();
      await changeUnsent((list) => recorded(list, { key, staff, notice, household, recordedAt, command }));
      void sendNow(staff, queries);
    },
    [staff, queries],
  );
}
