import { compileStandard } from "#eligibility/standard.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";
import type { Preview } from "#events/desk-api/previews.ts";
import { draftOf, NotToBePreviewed, resultOf } from "#preview/asked-preview.ts";
import { comparisonOf } from "#preview/compare.ts";
import { compareStored } from "#preview/compare-stored.ts";
import { previewOf } from "#preview/preview.ts";
import { count, newTally } from "#preview/tally.ts";
import type { AskedPreview } from "#stores/asked-previews.ts";
import type { AskedPreviewsDependencies } from "./dependencies.ts";

/** A preview is not begun with less than this left of the run, and one at work is given up then. In milliseconds. */
const spare = 20_000;

/** Raised where a preview takes longer than one run: its area is too large for it. */
class TooLarge extends Error {
  override readonly name = "TooLarge";
}

/**
 * Works out the previews that policy officers asked for at the desk, one after the other, and tells each as soon as it is
 * done. One at work belongs to the run that marked it.
 *
 * @param remaining milliseconds that are left of this run.
 */
export async function answerPreviews(dependencies: AskedPreviewsDependencies, remaining: () => number): Promise<void> {
  const outcomes = { previewsDone: 0, previewsFailed: 0 };
  const waiting = await dependencies.waiting();
  const inForce = waiting.length > 0 ? await dependencies.standardInForce() : undefined;
  for (const asked of waiting) {
    if (!inForce || remaining() < spare) break;
    const running = await dependencies.tell(asked, { ...asked.preview, state: "running" });
    if (!running) continue;
    const answer = await answered(running, inForce, { dependencies, remaining, asked });
    await dependencies.tell(running, answer);
    outcomes[answer.state === "done" ? "previewsDone" : "previewsFailed"] += 1;
  }
  await dependencies.log({ log: "previews answered", runs: 1, ...outcomes });
}

interface Run {
  readonly dependencies: AskedPreviewsDependencies;
  readonly remaining: () => number;
  readonly asked: AskedPreview;
}

async function answered({ preview }: AskedPreview, from: StandardDocument, run: Run): Promise<Preview> {
  try {
    return await workedOut(preview, from, run);
  } catch (error) {
    if (error instanceof NotToBePreviewed || error instanceof TooLarge) {
      return { ...preview, state: "failed", failure: error.message };
    }
    // Nothing is wrong with what was asked: it waits for the next run.
    return run.asked.preview;
  }
}

async function workedOut(preview: Preview, from: StandardDocument, { dependencies, remaining }: Run): Promise<Preview> {
  const { area, on } = preview.request;
  const comparison = comparisonOf(compileStandard(from), compileStandard(draftOf(from, preview.request)));
  const tally = newTally();
  for await (const { households } of dependencies.householdsUnder(area)) {
    if (remaining() < spare) {
      throw new TooLarge(
        `${area}: 范围过大，一次运行算不完 too large an area for one run; pfp preview has no such limit`,
      );
    }
    for (const stored of households) {
      const { household, compared } = compareStored(comparison, stored, on);
      if (household.members.length === 0 || !(household.area ?? "").startsWith(area)) continue;
      count(tally, comparison, household, on, compared);
    }
  }
  const result = resultOf(previewOf(tally, comparison, { on, area, read: "whole" }));
  return { ...preview, state: "done", progress: { done: tally.households, of: tally.households }, result };
}
