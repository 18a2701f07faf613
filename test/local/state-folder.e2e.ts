import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stateFolder } from "#local/state-folder.ts";

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pfp-state-"));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

/** Another process that works on the folder, as a second npm start does. */
async function anotherStart(): Promise<ChildProcess> {
  const module = new URL("../../local/state-folder.ts", import.meta.url).href;
  const script = `(await import(${JSON.stringify(module)})).stateFolder(${JSON.stringify(folder)}, false)
    .writeDemonstration({ population: "synthetic 7", done: ["reported"] });
    console.log("has it"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  await once(child.stdout, "data");
  return child;
}

test("a second start on the same folder is refused, and begins nothing anew under the first", async () => {
  const first = await anotherStart();
  expect(() => stateFolder(folder, true)).toThrow(`another npm start works on the state in ${folder}/`);

  first.kill("SIGKILL");
  await once(first, "exit");
  const second = stateFolder(folder, false);
  expect(second.readDemonstration()).toEqual({ population: "synthetic 7", done: ["reported"] });
  second.release();
});

test("begun anew, it is empty, and still one's own", () => {
  const former = stateFolder(folder, false);
  former.writeDemonstration({ population: "synthetic 7", done: [] });
  former.release();

  const anew = stateFolder(folder, true);
  expect(anew.readDemonstration()).toBeUndefined();
  expect(() => stateFolder(folder, false)).toThrow("another npm start");
  anew.release();
});

test("a folder that cannot be written is told by its name", () => {
  const file = join(folder, "no-folder");
  writeFileSync(file, "");
  expect(() => stateFolder(file, false)).toThrow(`the state folder ${file}/ cannot be written`);
});
