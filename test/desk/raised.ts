import { programmeOf } from "../functions/outreach/cases.ts";
import { busyVillage, dayIn, type ServedDesk, village } from "./desk-under-test.ts";

/** What a household without enough may get, with what to ask and to check. */
export const lowIncome = [
  programmeOf("minimum-living-guarantee", {
    amount: 963,
    reasons: ["income-below-standard", "not-all-destitute"],
    check: ["assets-within-limit", "no-vehicle", "one-home"],
    missing: ["household.otherMonthlyIncome"],
  }),
  programmeOf("housing-assistance", { per: "kind", verdict: "unknown", missing: ["household.housing"] }),
];

/** A morning's cases in one village: a door with two, an urgent one, one overdue, a child's, one not yet due. */
export async function raiseMorning(desk: ServedDesk): Promise<void> {
  for (const [household, door] of [
    ["h-204", "301"],
    ["h-600", "502"],
  ] as const) {
    desk.desk.contacts.set(household, {
      household,
      address: `演示路 12 号 ${door} 室`,
      phone: "10000000000",
      language: "杭州话",
      persons: [
        { person: "p-81c2", name: "沈桂花", maskedIdentityNumber: "3****************6" },
        { person: "p-90aa", name: "沈小宝", phone: "10000000001" },
      ],
    });
  }
  await desk.raise({ notice: "n-low", household: "h-204", programmes: lowIncome, urgency: "high" });
  await desk.raise({
    notice: "n-electricity",
    household: "h-204",
    urgency: "low",
    programmes: [programmeOf("free-electricity", { per: "kind", reasons: [] })],
  });
  await desk.raise({
    notice: "n-urgent",
    household: "h-311",
    urgency: "urgent",
    phoneFirst: true,
    programmes: [programmeOf("temporary-assistance", { per: "once", amount: 2600 })],
  });
  await desk.raise(
    {
      notice: "n-late",
      household: "h-087",
      urgency: "normal",
      programmes: [programmeOf("low-income-margin", { per: "none" })],
    },
    -3,
  );
  await desk.raise({
    notice: "n-child",
    household: "h-520",
    role: "child-director",
    urgency: "high",
    programmes: [
      programmeOf("children-in-difficulty", {
        person: "p-7001",
        amount: 1380,
        missing: ["person:p-7001.disabilityGrade"],
      }),
    ],
  });
  await desk.raise({
    notice: "n-elsewhere",
    household: "h-777",
    area: "330106002001",
    programmes: [programmeOf("price-subsidy", { amount: 120 })],
  });
  await desk.raise({ notice: "n-done", household: "h-600", area: village, programmes: lowIncome });
}

/** In a village of its own, eight families for a day that holds six, and one of whom more is expected. */
export async function raiseMoreThanADay(desk: ServedDesk): Promise<void> {
  for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) {
    await desk.raise({
      notice: `n-busy-${number}`,
      household: `h-90${number}`,
      area: busyVillage,
      programmes: [programmeOf("minimum-living-guarantee", { amount: 1000 - number })],
    });
  }
  await desk.raise({
    notice: "n-gathering",
    household: "h-909",
    area: busyVillage,
    window: { earliest: dayIn(3), latest: dayIn(12) },
    programmes: [programmeOf("temporary-assistance", { per: "once", amount: 2600 })],
  });
}
