// A process that judges one household by a published document, and prints its milliseconds since it began.
import { judge } from "#eligibility/judge.ts";
import type { HouseholdFacts } from "#eligibility/judgement.ts";
import { compileStandard } from "#eligibility/standard.ts";
import type { StandardDocument } from "#eligibility/standard-document.ts";

// An import of node:fs loads its streams too, which the engine has no use for.
const { readFileSync } = process.getBuiltinModule("node:fs");
const [, , documentFile = "", householdFile = "", on = ""] = process.argv;
const loaded = performance.now();
// The parent wrote both files a moment ago.
const document: StandardDocument = JSON.parse(readFileSync(documentFile, "utf8"));
const household: HouseholdFacts = JSON.parse(readFileSync(householdFile, "utf8"));
const read = performance.now();
const standard = compileStandard(document);
const compiled = performance.now();
const { results } = judge(standard, household, on);
const judged = performance.now();
console.log(JSON.stringify({ loaded, read, compiled, judged, results: results.length }));
