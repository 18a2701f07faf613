import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { asyncApiDocument } from "#cli/contracts/asyncapi-document.ts";
import { withContractTable } from "#cli/contracts/contract-table.ts";
import { generatedFiles } from "#cli/contracts/generated-files.ts";
import { putsOnBus } from "#events/sources/contract.ts";
import { sourceContracts } from "#events/sources/contracts.ts";
import { ofType, stageNamed, synthesise } from "../infra/synthesised.ts";

const events = fileURLToPath(new URL("../../events", import.meta.url));
const generated = generatedFiles();

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Every `$ref` of a document. */
function referencesIn(part: unknown): string[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    key === "$ref" && typeof value === "string" ? [value] : referencesIn(value),
  );
}

function resolved(document: unknown, reference: string): unknown {
  return reference
    .replace(/^#\//, "")
    .split("/")
    .reduce<unknown>(
      (part, key) => (typeof part === "object" && part !== null ? Reflect.get(part, key) : undefined),
      document,
    );
}

describe("what is generated of the contracts", () => {
  it("is up to date: npm run contracts", () => {
    expect(readdirSync(`${events}/generated`).toSorted()).toEqual([...generated.keys()].toSorted());
    for (const [name, content] of generated) {
      expect([name, JSON.parse(readFileSync(`${events}/generated/${name}`, "utf8"))]).toEqual([name, asJson(content)]);
    }
    const readme = readFileSync(`${events}/README.md`, "utf8");
    expect(withContractTable(readme)).toBe(readme);
  });
});

describe("the AsyncAPI document", () => {
  const document = asJson(asyncApiDocument());

  it("points only to what is there", () => {
    const references = referencesIn(document);
    expect(references.length).toBeGreaterThan(50);
    expect(references.filter((reference) => resolved(document, reference) === undefined)).toEqual([]);
  });

  it("has a message on the bus for every system that sets facts, with its schema", () => {
    const systems = sourceContracts.filter(putsOnBus).map(({ system }) => system);
    expect(Object.keys(Object(resolved(document, "#/channels/bus/messages")))).toEqual(systems);
    for (const system of systems) {
      expect(resolved(document, `#/components/schemas/${system}/properties/changes/items`)).toBeDefined();
    }
  });

  it("names the bus and the queues as they are deployed", () => {
    const local = synthesise(stageNamed("local"));
    const queues = ofType(local, "AWS::SQS::Queue").map(({ Properties }) => Properties["QueueName"]);
    for (const channel of ["changes", "quarantine", "outreach"]) {
      expect(queues).toContain(resolved(document, `#/channels/${channel}/address`));
    }
    const county = String(resolved(document, "#/channels/outreachOfCounty/address")).replace("{county}", "330106");
    expect(queues).toContain(county);
    const buses = ofType(local, "AWS::Events::EventBus").map(({ Properties }) => Properties["Name"]);
    expect(buses).toEqual([resolved(document, "#/channels/bus/address")]);
  });
});
