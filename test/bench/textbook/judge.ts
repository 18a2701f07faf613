// The textbook's first function: called for one event, it rewrites the household's row and leaves what is to be told in a
// row of its own.
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { SQSEvent } from "aws-lambda";
import { compileStandard, type Standard } from "#eligibility/standard.ts";
import { dateIn } from "#events/calendar.ts";
import type { Change, HouseholdChanged } from "#events/household-changed.ts";
import { standardsTable } from "#stores/standards-table.ts";
import {
  type HouseholdRow,
  isNews,
  newHousehold,
  newPerson,
  noticesFor,
  type PersonRow,
  type ReportedFacts,
  reportedIn,
  type TextbookNotice,
  withReported,
} from "./household-row.ts";
import { rowsOf, variable } from "./rows.ts";

const client = new DynamoDBClient({});
const households = rowsOf<HouseholdRow>(variable("HOUSEHOLDS_TABLE"), "household", (row) => row.household, parsed);
const persons = rowsOf<PersonRow>(variable("PERSONS_TABLE"), "person", (row) => row.person, parsed);
const outbox = variable("OUTBOX_TABLE");
// Read once for as long as the instance lives: a kindness, for it would miss what is published meanwhile.
let standard: Promise<Standard> | undefined;

function parsed<Row>(text: string): Row {
  return JSON.parse(text);
}

export async function handler({ Records }: SQSEvent): Promise<void> {
  standard ??= standardsTable(client, variable("STANDARDS_TABLE"), variable("STANDARD"), compileStandard)();
  const inForce = await standard;
  const today = dateIn(inForce.timeZone, new Date());
  for (const { body } of Records) {
    const { detail }: { readonly detail: HouseholdChanged } = JSON.parse(body);
    for (const change of detail.changes) await take(inForce, today, change, detail.sequence);
  }
}

async function take(inForce: Standard, today: string, change: Change, sequence: number): Promise<void> {
  const reported = reportedIn(change, sequence, inForce.timeZone, today);
  if ("household" in change) {
    await rewrite(inForce, today, change.household, (row) => ({ ...row, facts: withReported(row.facts, reported) }));
    return;
  }
  const moved = await place(change.person, reported);
  if (moved.left !== undefined) {
    await rewrite(inForce, today, moved.left, ({ members: { [change.person]: _, ...members }, ...row }) => ({
      ...row,
      members,
    }));
  }
  if (moved.home === undefined) return;
  await rewrite(inForce, today, moved.home, (row) => ({
    ...row,
    members: {
      ...row.members,
      [change.person]: withReported(row.members[change.person] ?? {}, moved.facts),
    },
  }));
}

interface Placed {
  readonly home: string | undefined;
  /** The household that lists the person no longer. */
  readonly left: string | undefined;
  /** All that its home must be told. */
  readonly facts: ReportedFacts;
}

/** Finds the person's home, and notes a new one in the person's row; facts of a person without any wait there. */
async function place(person: string, reported: ReportedFacts): Promise<Placed> {
  const { household, ...facts } = reported;
  for (;;) {
    const before = (await persons.read(person)) ?? newPerson(person);
    const moves = household !== undefined && isNews(before.home, household);
    const row = moves ? { ...before, home: household } : before;
    const home = homeIn(row);
    const known = withReported(before.waiting, facts);
    const left = homeIn(before) === home ? undefined : homeIn(before);
    const placed = { home, left, facts: withReported(await broughtFrom(left, person), known) };
    if (!moves && home !== undefined) return placed;
    const version = before.version + 1;
    if (await persons.write({ ...row, version, waiting: home === undefined ? known : {} })) return placed;
  }
}

/** What a mover brings along is in the household left. */
async function broughtFrom(left: string | undefined, person: string): Promise<ReportedFacts> {
  return left === undefined ? {} : ((await households.read(left))?.members[person] ?? {});
}

function homeIn({ home }: PersonRow): string | undefined {
  return typeof home?.value === "string" ? home.value : undefined;
}

/** Reads a household, judges it as it becomes, and writes it whole; what its notices change goes to the outbox. */
async function rewrite(
  inForce: Standard,
  today: string,
  household: string,
  become: (row: HouseholdRow) => HouseholdRow,
): Promise<void> {
  for (;;) {
    const before = (await households.read(household)) ?? newHousehold(household);
    const changed = become(before);
    const notices = noticesFor(inForce, changed, today);
    const row = { ...changed, notices, version: before.version + 1 };
    if (!(await households.write(row))) continue;
    if (JSON.stringify(notices) !== JSON.stringify(before.notices)) await leaveInOutbox(before, row);
    return;
  }
}

async function leaveInOutbox(before: HouseholdRow, { household, version, notices }: HouseholdRow): Promise<void> {
  const isOpen = (one: TextbookNotice) => notices.some(({ role, area }) => role === one.role && area === one.area);
  const withdrawn = before.notices.filter((each) => !isOpen(each)).map(({ role, area }) => ({ role, area }));
  const message = { household, version, notices, withdrawn };
  await client.send(
    new PutItemCommand({
      TableName: outbox,
      Item: { id: { S: `${household}#${version}` }, message: { S: JSON.stringify(message) } },
    }),
  );
}
