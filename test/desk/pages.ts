import type { Page } from "playwright-core";
import type { ServedDesk, Who } from "./desk-under-test.ts";

/** A page as it is looked at: who goes where, and what must stand there. */
export interface PageShown {
  readonly name: string;
  readonly who: Who;
  readonly place: string;
  readonly stands: string;
  /** What is done there before it is looked at. */
  readonly first?: (page: Page) => Promise<void>;
}

/** Every page of the desk, in the states in which it is most looked at. */
export const pagesShown: readonly PageShown[] = [
  { name: "list", who: "worker", place: "#/worker", stands: ".case-card" },
  { name: "case", who: "worker", place: "#/case/n-low", stands: ".history li" },
  {
    name: "case-opened",
    who: "worker",
    place: "#/case/n-done",
    stands: ".outcome",
    first: async (page) => {
      await page.locator(".who button").click();
      await page.locator(".opened").waitFor();
      await page.locator(".outcome input").first().check();
    },
  },
  { name: "unsent", who: "worker", place: "#/unsent", stands: ".nothing" },
  { name: "household", who: "worker", place: "#/household/h-204", stands: ".offer" },
  { name: "break-glass", who: "worker", place: "#/case/n-elsewhere", stands: "textarea" },
  { name: "list-waiting", who: "busyWorker", place: "#/worker", stands: "#waiting" },
  { name: "town", who: "supervisor", place: "#/town/unclaimed", stands: ".bulk select" },
  { name: "town-visits", who: "supervisor", place: "#/town/visits", stands: ".town-visits" },
  { name: "county", who: "manager", place: "#/county", stands: ".heat" },
  { name: "behind-a-number", who: "manager", place: "#/cases?state=open", stands: ".door" },
  { name: "previews", who: "policyOfficer", place: "#/previews", stands: "table" },
  { name: "audit", who: "auditor", place: "#/audit", stands: ".trail tbody tr" },
];

/**
 * What the pages show beside a morning's cases: one that is held, one in a community of which nobody comes to the desk, a
 * preview that is done, one under way.
 */
export async function fillPages(desk: ServedDesk, holder: string): Promise<void> {
  const held = await desk.cases.execute("n-done", {
    command: { kind: "claim", by: holder },
    expected: 0,
    key: "fill-claim",
  });
  if (held.status !== "done") throw new Error(`the case to be held is ${held.status}`);
  await desk.raise({ notice: "n-for-nobody", household: "h-901", area: "330106001007", office: "330106001007" });
  const asked = new Date().toISOString();
  const parameters = (value: number) => [{ parameter: "minimumLivingGuarantee", area: "330106", value }];
  const about = { by: "s-330106-policy-officer", asked };
  await desk.desk.dependencies.previews.ask("330106", {
    ...about,
    preview: "f-under-way",
    state: "running",
    request: { area: "330106", on: "2022-07-01", parameters: parameters(1100) },
    progress: { done: 412_000, of: 1_030_000 },
  });
  await desk.desk.dependencies.previews.ask("330106", {
    ...about,
    preview: "f-done",
    state: "done",
    request: { area: "330106", on: "2022-07-01", parameters: parameters(1000) },
    progress: { done: 1_030_000, of: 1_030_000 },
    result: {
      programmes: [
        {
          programme: "minimum-living-guarantee",
          before: 9120,
          after: 9874,
          gaining: 754,
          losing: 0,
          monthlyBefore: 6_210_400,
          monthlyAfter: 7_015_900,
        },
        {
          programme: "low-income-margin",
          before: 3310,
          after: 3022,
          gaining: 466,
          losing: 754,
          monthlyBefore: 0,
          monthlyAfter: 0,
        },
      ],
    },
  });
}
