import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditEntry } from "#events/desk-api/accountability.ts";
import { UnknownCursor } from "#outreach/case-store.ts";
import { auditTable } from "#stores/audit-table.ts";
import { contactsTable, putContacts } from "#stores/contacts-table.ts";
import { rosterTable } from "#stores/roster-table.ts";
import { sightsTable } from "#stores/sights-table.ts";
import { type Dynalite, startDynalite } from "../../fakes/dynalite.ts";

let stored: Dynalite;
let client: DynamoDBClient;

beforeAll(async () => {
  stored = await startDynalite({
    audit: ["countyDay", "entry"],
    sights: ["staff", "sight"],
    roster: ["town", "post"],
    contacts: ["household"],
  });
  client = stored.client;
});

afterAll(() => stored.close());

const entry = (about: Partial<AuditEntry> = {}): AuditEntry => ({
  at: "2026-11-25T01:00:00.000Z",
  kind: "opening",
  staff: "s-1",
  area: "330106001001",
  notice: "n-1",
  household: "h-1",
  why: "visit",
  ...about,
});
const dayOf = (instant: Date) => new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

describe("the audit trail", () => {
  it("gives a day of a county, or of a part of it, oldest first", async () => {
    const trail = auditTable(client, "audit", dayOf);
    const late = entry({ at: "2026-11-25T15:59:59.000Z", kind: "command", why: "claim" });
    // Midnight in China, and another town.
    const next = entry({ at: "2026-11-25T16:00:00.000Z" });
    const elsewhere = entry({ at: "2026-11-25T02:00:00.000Z", area: "330106002001" });
    for (const each of [late, next, elsewhere, entry()]) await trail.record(each);
    const day = "2026-11-25";
    expect((await trail.read({ area: "330106", day })).entries).toEqual([entry(), elsewhere, late]);
    expect((await trail.read({ area: "330106001", day })).entries).toEqual([entry(), late]);
    expect((await trail.read({ area: "330106", day, kind: "command" })).entries).toEqual([late]);
    expect((await trail.read({ area: "330106", day: "2026-11-26" })).entries).toEqual([next]);
    expect((await trail.read({ area: "330203", day })).entries).toEqual([]);
  });

  it("never replaces an entry, should the random part of a key ever come twice", async () => {
    const trail = auditTable(client, "audit", dayOf, () => "0");
    const first = entry({ area: "330302001001" });
    await trail.record(first);
    await expect(trail.record({ ...first, staff: "s-2" })).rejects.toThrow("conditional");
    expect((await trail.read({ area: "330302", day: "2026-11-25" })).entries).toEqual([first]);
  });

  it("is read page by page, and refuses a cursor that is none", async () => {
    const trail = auditTable(client, "audit", dayOf);
    const at = (number: number) => `2026-11-24T01:00:00.${String(number).padStart(3, "0")}Z`;
    for (let number = 0; number < 130; number += 1) await trail.record(entry({ at: at(number) }));
    const first = await trail.read({ area: "330106", day: "2026-11-24" });
    const second = await trail.read({
      area: "330106",
      day: "2026-11-24",
      ...(first.cursor ? { cursor: first.cursor } : {}),
    });
    expect([...first.entries, ...second.entries].map((each) => each.at)).toEqual(
      Array.from({ length: 130 }, (_, n) => at(n)),
    );
    await expect(trail.read({ area: "330106", day: "2026-11-24", cursor: "abc" })).rejects.toThrow(UnknownCursor);
  });
});

describe("sight of a case", () => {
  it("lasts as long as it was given, for that person, case and kind", async () => {
    const sights = sightsTable(client, "sights");
    const until = new Date("2026-11-25T12:00:00Z");
    const of = { staff: "s-1", notice: "n-1", kind: "opening" } as const;
    await sights.keep({ ...of, until });
    expect(await sights.until(of, new Date("2026-11-25T11:59:59Z"))).toEqual(until);
    expect(await sights.until(of, until)).toBeUndefined();
    const before = new Date("2026-11-25T11:00:00Z");
    for (const other of [{ staff: "s-2" }, { notice: "n-2" }, { kind: "broken-glass" as const }]) {
      expect(await sights.until({ ...of, ...other }, before)).toBeUndefined();
    }
  });
});

describe("the roster and the directory", () => {
  it("know the workers of a town as they last came", async () => {
    const roster = rosterTable(client, "roster");
    const worker = { staff: "s-1", area: "330106001001", roles: ["child-director"], lastSeen: new Date(0) };
    await roster.note(worker);
    await roster.note({ ...worker, lastSeen: new Date(1000) });
    await roster.note({ ...worker, staff: "s-2", area: "330106002001" });
    expect(await roster.inTown("330106001")).toEqual([{ ...worker, lastSeen: new Date(1000) }]);
  });

  it("know a household's names and address, or say that they do not", async () => {
    const contacts = { household: "h-1", address: "演示路1号", persons: [{ person: "p-1", name: "演示" }] };
    await putContacts(client, "contacts", contacts);
    const directory = contactsTable(client, "contacts");
    expect(await directory.contactsOf("h-1")).toEqual(contacts);
    expect(await directory.contactsOf("h-2")).toBeUndefined();
  });
});
