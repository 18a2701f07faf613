import { parseArgs } from "node:util";
import { maximumChanges } from "#events/household-changed.ts";

/** What `npm run bench -- calls …` takes. */
export interface CallsOptions {
  /** Size of the synthetic county. */
  readonly households: number;
  /** A file of households to take instead. */
  readonly from: string | undefined;
  /** Changes in each event; undefined for as many as `pfp push` packs. */
  readonly changesPerEvent: number | undefined;
  /** Households in the table while the month is worked on; undefined for those of the county alone. */
  readonly onFile: number | undefined;
  readonly json: boolean;
  readonly help: boolean;
}

/** Parses the command line. Throws an Error that names the option, what was found and what was expected. */
export function parseCallsOptions(args: readonly string[]): CallsOptions {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    options: {
      households: { type: "string" },
      from: { type: "string" },
      "changes-per-event": { type: "string" },
      "on-file": { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.households !== undefined && values.from !== undefined) {
    throw new Error("--households: found beside --from, expected one of them");
  }
  const onFile = values["on-file"];
  const packed = values["changes-per-event"];
  return {
    households: wholeNumber("--households", values.households ?? "2000", 1_000_000),
    from: values.from,
    changesPerEvent: packed === undefined ? undefined : wholeNumber("--changes-per-event", packed, maximumChanges),
    onFile: onFile === undefined ? undefined : wholeNumber("--on-file", onFile, 10_000_000),
    json: values.json,
    help: values.help,
  };
}

function wholeNumber(option: string, text: string, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > most) {
    throw new Error(`${option}: found "${text}", expected a whole number from 1 to ${most}`);
  }
  return number;
}
