import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { eventFile } from "#cli/population/event-file.ts";

const nobody = { write: async () => {}, end: async () => {}, closed: false };
const openFiles = () => readdirSync("/proc/self/fd").length;

// A file left open is closed by the collector, some day or never, with a warning among what the command has to say.
test.skipIf(process.platform !== "linux")(
  "a month that is given up half way leaves no file open (skipped where /proc is not there)",
  async () => {
    const before = openFiles();
    const months = await Promise.all(Array.from({ length: 20 }, () => eventFile(nobody, "2022-06")));
    expect(openFiles()).toBeGreaterThanOrEqual(before + 20);
    for (const month of months) await month.close();
    expect(openFiles()).toBeLessThan(before + 20);
  },
);

test("a month that was written may be closed once more", async () => {
  const month = await eventFile(nobody, "2022-06");
  expect(await month.end()).toMatchObject({ events: 0, changes: 0 });
  await month.close();
  await month.close();
});
