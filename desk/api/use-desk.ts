import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useMemo } from "react";
import type { CaseQuery, CaseSummary } from "#events/desk-api/cases.ts";
import type { CallOf, ReplyOf } from "#events/desk-api/client.ts";
import type { Me } from "#events/desk-api/posts.ts";
import type { RouteId } from "#events/desk-api/routes.ts";
import { type Answer, askOrKept } from "./ask.ts";

/** Who is signed in, or whose phone it is while there is no signal. */
export const MeContext = createContext<Me | undefined>(undefined);

export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("nobody is signed in here");
  return me;
}

/**
 * Reads a route; what it gave last is there without signal. `every`: read again after so many milliseconds; `staleTime`:
 * for so many it is not read again.
 */
export function useDesk<Id extends RouteId>(
  id: Id,
  call: CallOf<Id>,
  options: { readonly every?: number; readonly staleTime?: number } = {},
) {
  const { staff } = useMe();
  return useQuery<Answer<ReplyOf<Id>>>({
    queryKey: [staff, id, call],
    queryFn: () => askOrKept(staff, id, call),
    ...(options.every === undefined ? {} : { refetchInterval: options.every }),
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
  });
}

/** How many cases one request may bring. */
const pageSize = "100";

/** All cases of a query, page after page, with how far it is. */
export function useAllCases(query: CaseQuery) {
  const { staff } = useMe();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [staff, "listCases", query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      askOrKept(staff, "listCases", {
        query: { ...query, limit: pageSize, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
      }),
    getNextPageParam: ({ reply }) => reply.next,
  });
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const pages = data?.pages;
  const cases = useMemo(() => pages && unique(pages.flatMap(({ reply }) => reply.cases)), [pages]);
  return {
    cases,
    keptAt: pages?.find(({ keptAt }) => keptAt !== undefined)?.keptAt,
    complete: !hasNextPage,
    error,
    refetch,
  };
}

/** A case that moved between two pages while they were read stands in both. */
function unique(cases: readonly CaseSummary[]): readonly CaseSummary[] {
  const seen = new Set<string>();
  return cases.filter(({ notice }) => !seen.has(notice) && seen.add(notice));
}
