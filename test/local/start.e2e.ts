import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failureInWords } from "#local/start-failure.ts";

const program = fileURLToPath(new URL("../../local/start.ts", import.meta.url));
const taken = createServer();
let folder: string;
let port: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "政策 找人 it's "));
  await once(taken.listen(0, "127.0.0.1"), "listening");
  const address = taken.address();
  port = String(typeof address === "object" ? address?.port : "");
});
afterAll(() => {
  taken.close();
  rmSync(folder, { recursive: true });
});

/** npm start, by a user in a folder of their own. */
async function started(...args: string[]): Promise<{ status: unknown; stderr: string }> {
  const { npm_lifecycle_event: _, ...env } = process.env;
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const [status] = await once(child, "close");
  return { status, stderr };
}

describe("npm start that cannot begin", () => {
  it.each([
    ["an AWS port that is taken", () => ["--port", port], /端口 \d+ 已被占用.* port \d+ is taken.*--port N$/],
    [
      "a desk port that is taken",
      () => ["--port", "0", "--desk-port", port],
      /端口 \d+ 已被其他程序占用.* port \d+ on 127\.0\.0\.1 is taken.*--desk-port N$/,
    ],
    [
      "a file that is not where its user is",
      () => ["--households", "mine.jsonl"],
      /--households: .*政策 找人 it's .*\/mine\.jsonl: 没有这个文件 no such file$/,
    ],
    [
      "an option that there is none of",
      () => ["--housholds", "x"],
      /选项有误 wrong options: .*'--housholds'.*--help\)$/,
    ],
    [
      "a number that is none",
      () => ["--population", "many"],
      /应为 1 至 1000000 的整数 found "many", expected a whole/,
    ],
  ])("says of %s so, on one line in both languages, and leaves nothing", async (_, args, said) => {
    const { status, stderr } = await started(...args());
    expect([status, stderr.trimEnd().split("\n").length]).toEqual([2, 1]);
    expect(stderr.trimEnd()).toMatch(said);
    expect(stderr).toMatch(/^npm start: /);
    expect(readdirSync(folder)).toEqual([]);
  });
});

it("a disk that fills up meanwhile is told as that, on one line", () => {
  const error = Object.assign(new Error("ENOSPC: no space left on device,\n  write"), { code: "ENOSPC" });
  expect(failureInWords(error)).toBe(
    "磁盘已满,腾出空间后再启动 the disk is full; free some space and start again: ENOSPC: no space left on device,; write",
  );
  expect(failureInWords("killed")).toBe("killed");
});
