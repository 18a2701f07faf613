import { describe, expect, it } from "vitest";
import { needsAuthorisation, putsOnBus } from "#events/sources/contract.ts";
import { contractOf, sourceContracts } from "#events/sources/contracts.ts";
import { problemsOfReport, reportSchema } from "#events/sources/report-schema.ts";
import { qualifiedName, type ReportedFact } from "#events/sources/reported-fact.ts";
import { accept } from "#functions/evaluate/accept.ts";
import { zhejiang, zhejiangDocument } from "../standards/zhejiang.ts";
import { brokenSamples, keptSamples } from "./samples.ts";

const { facts, sources } = zhejiangDocument();

function ownedBy(source: string): string[] {
  return facts
    .filter(({ owners }) => owners.includes(source))
    .map(qualifiedName)
    .toSorted();
}

function contractNamed(system: string) {
  const contract = contractOf(system);
  if (!contract) throw new Error(`${system} has samples and no contract`);
  return contract;
}

describe("contracts and dictionary", () => {
  it.each(sources.map(({ name }) => name))("%s has a contract with exactly the facts that it owns", (source) => {
    const contract = contractOf(source);
    expect(contract?.reportsAs).toBe(source);
    expect(contract?.facts.map(qualifiedName).toSorted()).toEqual(ownedBy(source));
  });

  it.each(sourceContracts.filter(({ facts }) => facts.length > 0))(
    "$system sets only facts of the source it reports as",
    (contract) => {
      const { reportsAs = "" } = contract;
      expect(sources.map(({ name }) => name)).toContain(reportsAs);
      const owned = ownedBy(reportsAs);
      expect(contract.facts.map(qualifiedName).filter((name) => !owned.includes(name))).toEqual([]);
    },
  );

  it("agree on every fact's type, unit, range, values, layer and sensitivity", () => {
    const defined = new Map(facts.map((fact) => [qualifiedName(fact), fact]));
    for (const fact of sourceContracts.flatMap((contract) => contract.facts)) {
      const { type, unit, minimum, maximum, earliest, past, values, layer, sensitivity } =
        defined.get(qualifiedName(fact)) ?? {};
      expect({ name: qualifiedName(fact), ...formOf(fact) }).toEqual({
        name: qualifiedName(fact),
        ...{ type, unit, minimum, maximum, earliest, past, values, layer, sensitivity },
      });
    }
  });
});

function formOf(fact: ReportedFact) {
  const { type, layer, sensitivity } = fact;
  const { unit, minimum, maximum } = "minimum" in fact || "unit" in fact ? fact : {};
  const { earliest, past } = fact.type === "date" ? fact : {};
  const values = fact.type === "enumeration" ? Object.keys(fact.values) : undefined;
  return { type, unit, minimum, maximum, earliest, past, values, layer, sensitivity };
}

describe("contracts", () => {
  it("are of the systems of the province, the office that checks means, the desk and the internal clock, each once", () => {
    const systems = sourceContracts.map(({ system }) => system);
    expect(new Set(systems).size).toBe(systems.length);
    expect(systems).toHaveLength(23);
  });

  it("name a law for every system", () => {
    for (const { system, legalBasis } of sourceContracts) {
      expect([system, legalBasis.filter(({ title, clause }) => title !== "" && /^第.+条/.test(clause))]).toEqual([
        system,
        expect.arrayContaining([expect.anything()]),
      ]);
    }
  });

  it("ask taxes, real estate, vehicles and banks only with the family's authorisation", () => {
    const authorised = sourceContracts.filter(needsAuthorisation);
    expect(authorised.map(({ system }) => system)).toEqual([
      "property",
      "vehicle-registration",
      "banks",
      "authorised-check",
    ]);
    for (const { facts } of authorised) expect(facts.every(({ layer }) => layer === "verification")).toBe(true);
    expect(contractOf("tax")?.facts).toEqual([]);
  });

  it("call no two facts of a system by the same column, and no value by the words of another", () => {
    for (const { system, facts } of sourceContracts) {
      const columns = facts.flatMap(({ column: { zh, en, also = [] } }) => [zh, en, ...also]);
      expect([system, columns.length]).toEqual([system, new Set(columns).size]);
      for (const fact of facts) {
        if (fact.type !== "enumeration") continue;
        const labels = Object.values(fact.values).map(({ zh }) => zh);
        expect([fact.name, labels.length]).toEqual([fact.name, new Set(labels).size]);
        for (const value of Object.values(fact.words ?? {})) expect(Object.keys(fact.values)).toContain(value);
      }
    }
  });
});

describe("samples", () => {
  it("are there for every system: some that keep the contract where it sets facts, and some that break it", () => {
    for (const contract of sourceContracts) {
      const { system } = contract;
      expect([system, keptSamples.some((sample) => sample.system === system)]).toEqual([system, putsOnBus(contract)]);
      expect([system, brokenSamples.some((sample) => sample.system === system)]).toEqual([system, true]);
    }
  });

  it("between them set every fact", () => {
    for (const contract of sourceContracts) {
      const text = JSON.stringify(keptSamples.filter(({ system }) => system === contract.system));
      expect(contract.facts.filter(({ name }) => !text.includes(`"${name}"`)).map(qualifiedName)).toEqual([]);
    }
  });

  it.each(keptSamples)("$file keeps its contract, and evaluate takes all of it", ({ system, content }) => {
    const contract = contractNamed(system);
    expect(problemsOfReport(contract, content)).toEqual([]);
    expect(reportSchema(contract).safeParse(content).success).toBe(true);
    const event = { source: contract.reportsAs, "detail-type": "household.changed.v1", detail: content };
    const now = new Date("2022-10-01T00:00:00Z");
    const message = { body: JSON.stringify(event), content: event };
    expect(accept(message, { standard: zhejiang(), now }).quarantined).toEqual([]);
  });

  it.each(brokenSamples)("$file breaks its contract in $field alone", ({ system, field, detail }) => {
    const contract = contractNamed(system);
    expect(problemsOfReport(contract, detail).map((problem) => problem.field)).toEqual([field]);
    expect(reportSchema(contract).safeParse(detail).success).toBe(false);
  });
});
