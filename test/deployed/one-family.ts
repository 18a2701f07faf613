import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { StageUnderTest } from "./stage-under-test.ts";

/** A family that nobody else reports of: its ids tell the run. */
export interface OneFamily {
  readonly household: string;
  readonly person: string;
  /** What its sources say at the beginning: one adult, at work, who earns well above the guarantee. */
  register(): Promise<void>;
  /** The income of a month (yuan). The event's id and sequence are the report's number, so that it can be sent again. */
  earn(report: number, monthlyIncome: number): Promise<void>;
  /** An event that no function can read. Resolves with its id. */
  garble(): Promise<string>;
}

const area = "330106001001";
const asOf = "2022-06-01";

export function oneFamily({ events }: StageUnderTest): OneFamily {
  const run = `${Date.now().toString(36)}-${process.pid}`;
  const household = `h-e2e-${run}`;
  const person = `p-e2e-${run}`;
  const put = async (source: string, id: string, sequence: number, changes: readonly object[]) => {
    const { FailedEntryCount, Entries } = await events.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: "household-events",
            Source: source,
            DetailType: "household.changed.v1",
            Detail: JSON.stringify({ id: `${id}-${run}`, sequence, changes }),
          },
        ],
      }),
    );
    if (FailedEntryCount !== 0) throw new Error(`the bus did not take ${id}: ${Entries?.[0]?.ErrorMessage}`);
  };
  return {
    household,
    person,
    async register() {
      const set = { household, relation: "head", birthDate: "1985-03-01", deceased: false };
      await put("population", "registered", 1, [
        { household, asOf, set: { area, registeredArea: area } },
        { person, asOf, set },
      ]);
      await put("civil-affairs", "no-other-income", 1, [{ household, asOf, set: { otherMonthlyIncome: 0 } }]);
      await put("human-resources", "employed", 1, [{ person, asOf, set: { monthlyIncome: 9000 } }]);
    },
    earn: (report, monthlyIncome) =>
      put("human-resources", `report-${report}`, report, [{ person, asOf: "2022-07-01", set: { monthlyIncome } }]),
    async garble() {
      await put("population", "garbled", 2, [{ household, asOf: "yesterday", set: { area } }]);
      return `garbled-${run}`;
    },
  };
}
