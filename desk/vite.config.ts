import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Tells the service worker which files the page is made of, so that it opens with no signal; a new build, a new list. */
function listShell(): Plugin {
  return {
    name: "list-shell",
    enforce: "post",
    generateBundle(_, bundle) {
      const worker = bundle["service-worker.js"];
      if (worker?.type !== "chunk") throw new Error("no service-worker.js among what was built");
      const fromPublic = readdirSync(folder("public"));
      const files = [...Object.keys(bundle).filter((name) => name !== "service-worker.js"), ...fromPublic].sort();
      const fingerprint = createHash("sha256");
      for (const name of files) fingerprint.update(name);
      for (const name of fromPublic) fingerprint.update(readFileSync(folder(`public/${name}`)));
      const page = bundle["index.html"];
      if (page?.type === "asset") fingerprint.update(page.source);
      const shell = { version: fingerprint.digest("hex").slice(0, 16), files: files.map((name) => `/${name}`) };
      const told = worker.code.replace(/["'`]THE SHELL["'`]/, () => JSON.stringify(JSON.stringify(shell)));
      if (told === worker.code) throw new Error("the service worker has no place for the list of its files");
      worker.code = told;
    },
  };
}

const neededByTheList =
  /node_modules\/(?!oauth4webapi)|\/events\/|\/desk\/(api|kept|unsent)\/|\/desk\/(place|sections)\.ts|\/desk\/sign-in\/(session|last-staff|coming-back)|\/desk\/words\/(words|language|formats|use-words)|\/desk\/parts\/(case-card|kept-since|reading|title|use-amount)/;

export default defineConfig({
  root: folder("."),
  publicDir: folder("public"),
  plugins: [listShell()],
  build: {
    outDir: folder("built"),
    emptyOutDir: true,
    target: "es2022",
    // A policy of one's own scripts only leaves no room for inlined ones.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      onwarn(warning, warn) {
        // "use client" is for servers that render; there is none here.
        if (warning.code !== "MODULE_LEVEL_DIRECTIVE") warn(warning);
      },
      input: { page: folder("index.html"), "service-worker": folder("service-worker.ts") },
      output: {
        // One file compresses better than many small ones: what the list needs comes together.
        codeSplitting: { groups: [{ name: "core", test: neededByTheList }] },
        entryFileNames: ({ name }) => (name === "service-worker" ? "service-worker.js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
