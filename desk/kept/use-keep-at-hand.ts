import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { CaseSummary } from "#events/desk-api/cases.ts";
import { askOrKept } from "../api/ask.ts";
import { signal } from "../api/signal.ts";
import { useMe } from "../api/use-desk.ts";

/** So many cases are carried along; nobody visits more in a day. */
const mostAtHand = 40;

/** Reads what the worker holds ahead of the way, so that it is there without signal; names and addresses never. */
export function useKeepAtHand(cases: readonly CaseSummary[] | undefined): void {
  const { staff } = useMe();
  const queries = useQueryClient();
  useEffect(() => {
    const held = (cases ?? []).filter(({ claim }) => claim?.mine === true).slice(0, mostAtHand);
    let wanted = true;
    const readAll = async () => {
      for (const { notice } of held) {
        if (!wanted || !signal.read()) return;
        const call = { params: { notice } };
        for (const id of ["readCase", "caseHistory"] as const) {
          await queries
            .fetchQuery({ queryKey: [staff, id, call], queryFn: () => askOrKept(staff, id, call), staleTime: 300_000 })
            .catch(() => undefined);
        }
      }
    };
    void readAll();
    return () => {
      wanted = false;
    };
  }, [cases, staff, queries]);
}
