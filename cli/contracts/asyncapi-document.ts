import { ChangeQuarantined } from "#events/change-quarantined.ts";
import { CharityReferral, CharityReferred, charityReferred } from "#events/charity-referral.ts";
import { BusEvent, busName, householdChanged } from "#events/household-changed.ts";
import { HouseholdsDue } from "#events/households-due.ts";
import { OutreachNotice } from "#events/outreach-notice.ts";
import { Reminder } from "#events/reminder.ts";
import type { SourceContract } from "#events/sources/contract.ts";
import { putsOnBus } from "#events/sources/contract.ts";
import { sourceContracts } from "#events/sources/contracts.ts";
import { SweepDue } from "#events/sweep-due.ts";
import { contractJsonSchema, jsonSchemaOf } from "./json-schemas.ts";

type Part = Readonly<Record<string, unknown>>;

const pointer = (...keys: string[]) => ({ $ref: `#/${keys.join("/")}` });

/** Systems that put events on the bus, by themselves or through another's source. */
function onTheBus(): (SourceContract & { readonly reportsAs: string })[] {
  return sourceContracts.flatMap((contract) =>
    contract.reportsAs === undefined || !putsOnBus(contract) ? [] : [{ ...contract, reportsAs: contract.reportsAs }],
  );
}

/** The AsyncAPI 3 document of all that crosses a boundary: who puts what on the bus, and what comes out of the queues. */
export function asyncApiDocument(): Part {
  return {
    asyncapi: "3.0.0",
    info: {
      title: "政策找人 Policies find people",
      version: "1.0.0",
      description:
        "Source systems put household changes on the bus; notices for grass-roots workers come out of the outreach queues. Identifiers are opaque and no message holds a name, a number of a document or an address.",
    },
    defaultContentType: "application/json",
    servers: {
      eventbridge: {
        host: "events.{region}.amazonaws.com",
        protocol: "https",
        description: "EventBridge: PutEvents",
        variables: { region: { description: "An AWS region" } },
      },
      sqs: {
        host: "sqs.{region}.amazonaws.com",
        protocol: "sqs",
        description: "SQS",
        variables: { region: { description: "An AWS region" } },
      },
    },
    channels: channels(),
    operations: operations(),
    components: { messages: messages(), schemas: schemas() },
  };
}

function channels(): Part {
  const queue = { servers: [pointer("servers", "sqs")] };
  const notices = { "outreach.notice": pointer("components", "messages", "outreach.notice") };
  return {
    bus: {
      address: busName,
      title: "总线 The bus",
      description: `Source is the registered source, DetailType ${householdChanged}, Detail the message; at most 256 KB.`,
      servers: [pointer("servers", "eventbridge")],
      messages: Object.fromEntries(onTheBus().map(({ system }) => [system, pointer("components", "messages", system)])),
    },
    referrals: {
      address: busName,
      title: "转介慈善 Referrals on the bus",
      description: `Source is desk, DetailType ${charityReferred}, Detail the message.`,
      servers: [pointer("servers", "eventbridge")],
      messages: { "charity.referral": pointer("components", "messages", "charity.referral") },
    },
    charityReferrals: {
      address: "charity-referrals",
      title: "转介慈善“浙里有善” Referrals to charity",
      description: "Referrals as the bus hands them on, for the charity platform. By webhook it gets the Detail alone.",
      ...queue,
      messages: { "charity.referred": pointer("components", "messages", "charity.referred") },
    },
    changes: {
      address: "changes",
      title: "变更队列 Changes",
      description: "What the bus took, on its way to be judged, and households to look at again.",
      ...queue,
      messages: {
        "bus.event": pointer("components", "messages", "bus.event"),
        "households.due": pointer("components", "messages", "households.due"),
      },
    },
    householdsDue: {
      address: "households-due",
      title: "到期与受影响的家庭 Households found",
      description: "Households that a sweep found: apart from the day's changes, so that these are not delayed.",
      ...queue,
      messages: { "households.due": pointer("components", "messages", "households.due") },
    },
    sweeps: {
      address: "sweeps",
      title: "扫描 Sweeps",
      description:
        "Searches for households that are to be begun or taken further; the schedule tells a new day here too.",
      ...queue,
      messages: { "sweep.due": pointer("components", "messages", "sweep.due") },
    },
    quarantine: {
      address: "quarantine",
      title: "隔离区 Quarantine",
      description: "Changes that were set aside, each with its reason.",
      ...queue,
      messages: { "change.quarantined": pointer("components", "messages", "change.quarantined") },
    },
    outreach: {
      address: "outreach",
      title: "主动告知 Notices",
      description: "Notices for the staff's desk. Message attributes: area, role, status.",
      ...queue,
      messages: notices,
    },
    outreachOfCounty: {
      address: "outreach-{county}",
      title: "县(市、区)主动告知 Notices of a county",
      description: "The same notices for a county with an office system of its own.",
      parameters: { county: { description: "The county's code of 6 digits", examples: ["330106"] } },
      ...queue,
      messages: notices,
    },
    outreachOfWebhook: {
      address: "outreach-webhook-{webhook}",
      title: "待推送的告知单 Notices to be posted",
      description:
        "The same notices for an office system that is called: posted to it as Standard Webhooks lays down, webhook-id the notice and its revision.",
      parameters: { webhook: { description: "Its name in the stage's file", examples: ["haiyan"] } },
      ...queue,
      messages: notices,
    },
    reminders: {
      address: "reminders",
      title: "逾期走访提醒 Reminders of overdue visits",
      description: "For whatever sends text messages or work notices. Message attributes: office, role.",
      ...queue,
      messages: { "outreach.reminder": pointer("components", "messages", "outreach.reminder") },
    },
  };
}

function operations(): Part {
  const reports = onTheBus().map((contract) => [
    `reportedBy.${contract.system}`,
    {
      action: "receive",
      channel: pointer("channels", "bus"),
      title: `${contract.title.zh} ${contract.title.en}`,
      summary: `${contract.tells.zh} (${contract.tells.en})`,
      messages: [pointer("channels", "bus", "messages", contract.system)],
    },
  ]);
  const queued = (action: "send" | "receive", channel: string, message: string, summary: string) => ({
    action,
    channel: pointer("channels", channel),
    summary,
    messages: [pointer("channels", channel, "messages", message)],
  });
  return {
    ...Object.fromEntries(reports),
    judgeChanges: queued("receive", "changes", "bus.event", "evaluate judges the households of a batch of changes"),
    lookAgain: queued("send", "changes", "households.due", "watch finds households whose notices got stuck"),
    sweepOn: queued("receive", "sweeps", "sweep.due", "sweep takes a search for households further"),
    handOn: queued("send", "householdsDue", "households.due", "sweep finds whom a day or a new standard concerns"),
    judgeFound: queued("receive", "householdsDue", "households.due", "evaluate judges them as they are"),
    setAside: queued("send", "quarantine", "change.quarantined", "evaluate sets aside what cannot be taken"),
    notify: queued("send", "outreach", "outreach.notice", "evaluate tells of what a household may qualify for"),
    deliver: queued("receive", "outreach", "outreach.notice", "deliver makes cases of notices"),
    notifyCounty: queued("send", "outreachOfCounty", "outreach.notice", "evaluate tells the county's own system"),
    notifyWebhook: queued(
      "send",
      "outreachOfWebhook",
      "outreach.notice",
      "evaluate tells an office system to be called",
    ),
    forward: queued("receive", "outreachOfWebhook", "outreach.notice", "forward posts it there, signed"),
    refer: queued(
      "send",
      "referrals",
      "charity.referral",
      "the desk tells of a family in need whom no programme helps",
    ),
    takeReferral: queued(
      "send",
      "charityReferrals",
      "charity.referred",
      "the bus hands referrals to the charity platform",
    ),
    remind: queued("send", "reminders", "outreach.reminder", "remind tells towns and counties what is overdue"),
  };
}

function messages(): Part {
  const reports = onTheBus().map((contract) => [
    contract.system,
    {
      name: householdChanged,
      title: `${contract.title.zh} ${contract.title.en}`,
      summary: `${contract.tells.zh} (${contract.tells.en})`,
      description: describedInWords(contract),
      tags: [{ name: contract.reportsAs }, { name: contract.sensitivity }],
      payload: pointer("components", "schemas", contract.system),
      "x-source": contract.reportsAs,
      "x-facts": contract.facts.map(({ of, name }) => `${of}.${name}`),
      "x-legal-basis": contract.legalBasis,
    },
  ]);
  const plain = (name: string, title: string) => ({ name, title, payload: pointer("components", "schemas", name) });
  return {
    ...Object.fromEntries(reports),
    "bus.event": plain("bus.event", "An event as the bus hands it on"),
    "households.due": plain("households.due", "Households to look at again"),
    "sweep.due": plain("sweep.due", "A sweep to be taken further"),
    "change.quarantined": plain("change.quarantined", "A change set aside"),
    "outreach.notice": plain("outreach.notice", "主动告知单 A notice"),
    "charity.referral": plain("charity.referral", "转介慈善 A referral to charity"),
    "charity.referred": plain("charity.referred", "A referral to charity as the bus hands it on"),
    "outreach.reminder": plain("outreach.reminder", "逾期走访提醒 A reminder of overdue visits"),
  };
}

function describedInWords({ owner, cadence, constraints, identifier }: SourceContract): string {
  const lines = [
    { name: "Owner", text: owner },
    { name: "Cadence", text: cadence },
    { name: "Identifier there", text: identifier },
    ...constraints.map((text) => ({ name: "Constraint", text })),
  ];
  return lines.map(({ name, text }) => `${name}: ${text.zh} (${text.en})`).join("\n");
}

function schemas(): Part {
  const reports = onTheBus().map((contract) => {
    const { $schema, ...schema } = contractJsonSchema(contract);
    return [contract.system, schema];
  });
  return {
    ...Object.fromEntries(reports),
    "bus.event": jsonSchemaOf(BusEvent),
    "households.due": jsonSchemaOf(HouseholdsDue),
    "sweep.due": jsonSchemaOf(SweepDue),
    "change.quarantined": jsonSchemaOf(ChangeQuarantined),
    "outreach.notice": jsonSchemaOf(OutreachNotice),
    "charity.referral": jsonSchemaOf(CharityReferral),
    "charity.referred": jsonSchemaOf(CharityReferred),
    "outreach.reminder": jsonSchemaOf(Reminder),
  };
}
