import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readPack } from "#functions/publish/read-pack.ts";
import { zhejiangFolder } from "#test/standards/zhejiang.ts";

let folder: string;
let pack: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pfp-read-"));
  pack = join(folder, "标准 pack");
  cpSync(zhejiangFolder, pack, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const programme = "longevity-allowance.yaml";
const contentOf = async (path: string) => (await readPack(pack)).find((file) => file.path === path)?.text;

it("reads a programme that is a link to a file elsewhere", async () => {
  const shared = join(folder, "shared.yaml");
  renameSync(join(pack, "programmes", programme), shared);
  symlinkSync(shared, join(pack, "programmes", programme));
  expect(await contentOf(`programmes/${programme}`)).toContain("id: longevity-allowance");
});

it("reads programmes in folders of the folder, and goes through no folder twice", async () => {
  mkdirSync(join(pack, "programmes/老人"));
  renameSync(join(pack, "programmes", programme), join(pack, "programmes/老人", programme));
  symlinkSync("..", join(pack, "programmes/老人/again"));
  expect(await contentOf(`programmes/老人/${programme}`)).toContain("id: longevity-allowance");
});

it("says of a link to nothing that it cannot be read, instead of leaving the programme out", async () => {
  symlinkSync(join(folder, "gone.yaml"), join(pack, "programmes/new.yaml"));
  await expect(readPack(pack)).rejects.toThrow(
    "programmes/new.yaml: found a file that cannot be read (ENOENT), expected",
  );
});
