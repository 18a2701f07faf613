import type { AffectedArea } from "#eligibility/affected-area.ts";
import type { AwsSettings } from "../aws-clients.ts";
import type { Source, Task } from "./worker-messages.ts";

/** Where households are stored. */
export interface StoredHouseholds extends AwsSettings {
  readonly table: string;
}

/** Segments for each worker: whoever is done early takes another. */
const segmentsPerWorker = 8;

/** Reads the whole table, segment by segment. */
export async function* segmentsOf(stored: StoredHouseholds, workers: number): AsyncGenerator<Task> {
  const of = workers * segmentsPerWorker;
  for (let segment = 0; segment < of; segment += 1) {
    yield { kind: "segment", block: segment, source: sourceOf(stored), segment, of };
  }
}

/** Reads by the index only whom a change touches, area by area. */
export async function* areasOf(stored: StoredHouseholds, areas: readonly AffectedArea[]): AsyncGenerator<Task> {
  for (const [block, { area, reach }] of areas.entries()) {
    yield { kind: "area", block, source: sourceOf(stored), area, reach };
  }
}

function sourceOf({ table, endpointUrl, region, profile }: StoredHouseholds): Source {
  return {
    table,
    settings: {
      ...(endpointUrl === undefined ? {} : { endpointUrl }),
      ...(region === undefined ? {} : { region }),
      ...(profile === undefined ? {} : { profile }),
    },
  };
}
