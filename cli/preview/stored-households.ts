import type { AwsSettings } from "../aws-clients.ts";
import type { Task } from "./worker-messages.ts";

/** Where households are stored. */
export interface StoredHouseholds extends AwsSettings {
  readonly table: string;
}

/** Segments for each worker: whoever is done early takes another. */
const segmentsPerWorker = 8;

/** Reads the whole table, segment by segment. */
export async function* segmentsOf({ table, ...settings }: StoredHouseholds, workers: number): AsyncGenerator<Task> {
  const of = workers * segmentsPerWorker;
  for (let segment = 0; segment < of; segment += 1) {
    yield { kind: "segment", block: segment, table, settings: defined(settings), segment, of };
  }
}

function defined({ endpointUrl, region, profile }: AwsSettings): Extract<Task, { kind: "segment" }>["settings"] {
  return {
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
  };
}
