import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";

const Switches = z.strictObject({
  /** Rules by name and event source mappings by UUID that were switched off by hand. */
  off: z.array(z.string()),
  /** Keys that cannot be used, by ARN. */
  keys: z.record(z.string(), z.enum(["Disabled", "PendingDeletion"])),
});
type Switches = z.infer<typeof Switches>;
export type KeyState = "Enabled" | Switches["keys"][string];

/** What was switched by hand since the template was deployed. Outlives the process, as it would on AWS. */
export interface HandSwitches {
  isOn(name: string): boolean;
  turn(name: string, on: boolean): void;
  keyState(arn: string): KeyState;
  setKey(arn: string, state: KeyState): void;
}

export function handSwitches(folder: string): HandSwitches {
  const file = join(folder, "switches.json");
  const state: Switches = existsSync(file)
    ? Switches.parse(JSON.parse(readFileSync(file, "utf8")))
    : { off: [], keys: {} };
  const keep = () => {
    // Renamed into place: a kill in the middle leaves the former file whole.
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  };
  return {
    isOn: (name) => !state.off.includes(name),
    turn(name, on) {
      state.off = state.off.filter((each) => each !== name);
      if (!on) state.off.push(name);
      keep();
    },
    keyState: (arn) => state.keys[arn] ?? "Enabled",
    setKey(arn, to) {
      if (to === "Enabled") delete state.keys[arn];
      else state.keys[arn] = to;
      keep();
    },
  };
}
