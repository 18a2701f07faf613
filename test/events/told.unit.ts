import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { CharityReferral } from "#events/charity-referral.ts";
import { problemsOf } from "#events/problem.ts";
import { Reminder } from "#events/reminder.ts";

const folder = fileURLToPath(new URL("../../events/told/", import.meta.url));
const schemas: Readonly<Record<string, z.ZodMiniType>> = { "charity-referral": CharityReferral, reminder: Reminder };
const Broken = z.strictObject({ field: z.string(), message: z.unknown() });

const samples = readdirSync(folder).flatMap((contract) =>
  readdirSync(`${folder}${contract}`).map((file) => ({
    file: `${contract}/${file}`,
    schema: schemas[contract] ?? z.never(),
    content: JSON.parse(readFileSync(`${folder}${contract}/${file}`, "utf8")),
  })),
);
const kept = samples.filter(({ file }) => file.includes("/kept-"));
const broken = samples.filter(({ file }) => file.includes("/broken-"));

describe("what others are told", () => {
  it("has samples of every contract", () => {
    expect(readdirSync(folder)).toEqual(Object.keys(schemas));
    expect(kept.length + broken.length).toBe(samples.length);
  });

  it.each(kept)("$file keeps it", ({ schema, content }) => {
    expect(schema.safeParse(content).error).toBeUndefined();
  });

  it.each(broken)("$file breaks it in the field it names", ({ schema, content }) => {
    const { field, message } = Broken.parse(content);
    const { error } = schema.safeParse(message);
    expect(error && problemsOf(error, message).map((problem) => problem.field)).toEqual([field]);
  });
});
