import fc from "fast-check";
import { histories, type SourceChange, type SourceEvent } from "./history.ts";

/** Many histories as one load: each about families, and under event ids, of its own. */
export function manyHistories(count: number, seed: number): SourceEvent[] {
  return fc.sample(histories, { numRuns: count, seed }).flatMap((events, history) =>
    events.map((event) => ({
      ...event,
      id: `${event.id}-${history}`,
      changes: event.changes.map((change) => ofItsOwn(change, history)),
    })),
  );
}

function ofItsOwn(change: SourceChange, history: number): SourceChange {
  const { person, household, set, supersedes } = change;
  const home = set?.["household"];
  return {
    ...change,
    ...(person === undefined ? {} : { person: `${person}-${history}` }),
    ...(household === undefined ? {} : { household: `${household}-${history}` }),
    ...(typeof home === "string" ? { set: { ...set, household: `${home}-${history}` } } : {}),
    ...(supersedes === undefined ? {} : { supersedes: { ...supersedes, id: `${supersedes.id}-${history}` } }),
  };
}
