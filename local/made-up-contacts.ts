import { createHash } from "node:crypto";
import { type DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import type { Contacts } from "#events/desk-api/cases.ts";
import { knownFacts } from "#household/known-facts.ts";
import { putContacts } from "#stores/contacts-table.ts";
import { decodeHouseholdItem } from "#stores/households-table.ts";
import { eachWithin } from "#stores/in-chunks.ts";

/** A household's identifier and who is in it. */
export interface ToContact {
  readonly household: string;
  readonly persons: readonly string[];
}

const surnames = [..."王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"];
const givenNames = [
  "建国",
  "秀英",
  "志强",
  "桂英",
  "伟",
  "芳",
  "娜",
  "敏",
  "静",
  "丽",
  "军",
  "洋",
  "勇",
  "艳",
  "杰",
  "涛",
  "明",
  "超",
  "霞",
  "平",
];
const roads = ["文昌路", "中山路", "人民路", "解放路", "建设路", "新华路", "环城路", "滨江路"];

/**
 * Made-up names, an address and a telephone number of a household, from its identifier alone: the same at every start,
 * and of nobody. Numbers begin with 100, which no telephone has.
 */
export function madeUpContacts({ household, persons }: ToContact): Contacts {
  const number = seeded(household);
  const surname = choose(surnames, number("surname"));
  return {
    household,
    address: `${choose(roads, number("road"))}${1 + (number("house") % 200)}号${1 + (number("door") % 30)}室(演示)`,
    phone: `100${String(number("phone") % 100_000_000).padStart(8, "0")}`,
    ...(number("dialect") % 10 === 0 ? { language: "方言" } : {}),
    persons: persons.map((person) => ({
      person,
      name: `${surname}${choose(givenNames, number(person))}`,
      maskedIdentityNumber: `3****************${number(`${person} last`) % 10}`,
    })),
  };
}

function seeded(seed: string): (of: string) => number {
  return (of) => createHash("sha256").update(`${seed}\n${of}`).digest().readUInt32BE(0);
}

function choose(from: readonly string[], number: number): string {
  return from[number % from.length] ?? "";
}

/** Puts made-up contacts of every household on file into the directory; resolves with how many. */
export async function putMadeUpContacts(
  client: DynamoDBClient,
  tables: { readonly households: string; readonly contacts: string },
  today: string,
): Promise<number> {
  let count = 0;
  for await (const { Items = [] } of paginateScan({ client }, { TableName: tables.households })) {
    await eachWithin(10, Items, async (item) => {
      const { household, members } = knownFacts(decodeHouseholdItem(item), today);
      const persons = members.map(({ person }) => person);
      await putContacts(client, tables.contacts, madeUpContacts({ household, persons }));
      count += 1;
    });
  }
  return count;
}
