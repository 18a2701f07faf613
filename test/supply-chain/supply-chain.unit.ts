import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { acceptedLicences } from "../../supply-chain/licences.ts";
import { closureOf, readLockFile, readManifest } from "../../supply-chain/lock-file.ts";

const packages = readLockFile();
const manifest = readManifest();
const direct = { ...manifest.dependencies, ...manifest.devDependencies };
const installed = Object.entries(packages).filter(([folder]) => folder !== "");

describe("what the project takes from others", () => {
  it("is under licences that an Apache-2.0 project may use", () => {
    const unknown = installed
      .filter(([, { license }]) => license === undefined || !acceptedLicences.has(license))
      .map(([folder, { license }]) => `${folder}: ${license}`);
    expect(unknown).toEqual([]);
  });

  it("is pinned, each to one version", () => {
    expect(Object.entries(direct).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it("is only there to build and test: what is deployed is bundled", () => {
    expect(manifest.dependencies ?? {}).toEqual({});
  });

  it("runs a script at installation only where that is allowed by name", () => {
    const withScript = installed
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([folder]) => folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length));
    const optionalForMacOs = "fsevents";
    const allowed = [...Object.keys(manifest.allowScripts ?? {}), optionalForMacOs];
    expect(withScript.filter((name) => !allowed.includes(name))).toEqual([]);
  });

  it("is argued for, one by one, in the decisions", () => {
    const folder = new URL("../../docs/decisions/", import.meta.url);
    const [file = ""] = readdirSync(folder).filter((name) => name.endsWith("-dependencies.md"));
    const decision = readFileSync(new URL(file, folder), "utf8");
    expect(Object.keys(direct).filter((name) => !decision.includes(`\`${name}\``))).toEqual([]);
  });
});

describe("a dependency's weight", () => {
  it("counts what it brings, and what that brings", () => {
    const locked = {
      "node_modules/a": { dependencies: { b: "1.0.0" } },
      "node_modules/b": { dependencies: { c: "1.0.0" } },
      "node_modules/b/node_modules/c": {},
      "node_modules/c": {},
    };
    expect([...closureOf(locked, "node_modules/a")]).toEqual([
      "node_modules/a",
      "node_modules/b",
      "node_modules/b/node_modules/c",
    ]);
  });
});
