// npm run bench -- NAME [options]: measurements that others can repeat. Never part of the tests.
const benches: Readonly<Record<string, () => Promise<{ run: (options: readonly string[]) => Promise<void> }>>> = {
  calls: () => import("./calls.ts"),
  "cold-start": () => import("./cold-start.ts"),
  desk: () => import("./desk.ts"),
  engine: () => import("./engine.ts"),
  load: () => import("./load.ts"),
  page: () => import("./page.ts"),
  preview: () => import("./preview.ts"),
  sweep: () => import("./sweep.ts"),
  textbook: () => import("./textbook.ts"),
};

const [name = "", ...options] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  console.error(`Which bench? There is: ${Object.keys(benches).join(", ")}. For example: npm run bench -- calls`);
  process.exitCode = 2;
} else {
  const { run } = await bench();
  await run(options);
}
