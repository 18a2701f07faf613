import { auditEntryOf } from "../audit-entry.ts";
import { brokenGlassHours } from "../glass.ts";
import type { Operation } from "../operation.ts";

/** For how long a case stays open to whoever opened it: a working day with its evening visits. */
const openingHours = 12;

const after = (now: Date, hours: number) => new Date(now.getTime() + hours * 3_600_000);

/**
 * `POST /cases/{notice}/opening`: names and addresses. Who, when and why stands in the trail before anything is read;
 * where it cannot be taken down, nothing is shown.
 */
export const openCase: Operation<"openCase"> = async ({ params, body }, asker, dependencies) => {
  const { found } = await asker.glass.see(params.notice);
  const { staff, now } = asker.reader;
  const until = after(now, openingHours);
  await dependencies.audit.record(auditEntryOf(found, asker.reader, "opening", body.why));
  const contacts = await dependencies.contacts.contactsOf(found.household);
  await dependencies.sights.keep({ staff, notice: found.case, kind: "opening", until });
  return {
    status: 200,
    body: {
      openedAt: now.toISOString(),
      until: until.toISOString(),
      contacts: contacts ?? { household: found.household, persons: [] },
    },
  };
};

/** `POST /break-glass`: for a reason in words, for three hours, told to the county and its auditors. */
export const breakGlass: Operation<"breakGlass"> = async ({ body }, asker, dependencies) => {
  const found = await asker.glass.breakable(body.notice);
  const { staff, now } = asker.reader;
  const until = after(now, brokenGlassHours);
  await dependencies.audit.record(auditEntryOf(found, asker.reader, "break-glass", body.reason));
  await dependencies.sights.keep({ staff, notice: found.case, kind: "broken-glass", until });
  return {
    status: 201,
    body: { notice: found.case, household: found.household, at: now.toISOString(), until: until.toISOString() },
  };
};
