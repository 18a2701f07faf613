#!/usr/bin/env node
// Plain JavaScript for any Node: hands over to the Node that the project installs, which runs TypeScript itself.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("./main.ts", import.meta.url));
const [major] = process.versions.node.split(".");
if (major === "24") {
  await import("./main.ts");
} else {
  const node = fileURLToPath(new URL("../node_modules/node/bin/node", import.meta.url));
  if (!existsSync(node)) {
    console.error(
      `pfp needs Node 24; this is ${process.versions.node} and the project's own is not installed.\nCure: npm ci --ignore-scripts=false`,
    );
    process.exit(2);
  }
  const child = spawn(node, [program, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    if (signal) process.kill(process.pid, signal);
    else process.exit(code ?? 1);
  });
}
