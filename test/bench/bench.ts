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
  const isAsked = name === "--help";
  const names = `There is: ${Object.keys(benches).join(", ")}, each with --help. For example: npm run bench -- calls`;
  console[isAsked ? "log" : "error"](isAsked ? names : `Which bench? ${names}`);
  process.exitCode = isAsked ? 0 : 2;
} else {
  const { run } = await bench();
  try {
    await run(options);
  } catch (error) {
    if (!isOfOptions(error)) throw error;
    console.error(`npm run bench -- ${name}: ${error.message}`);
    process.exitCode = 2;
  }
}

function isOfOptions(error: unknown): error is Error {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}
