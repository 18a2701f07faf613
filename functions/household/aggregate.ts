import type { WatchPoint } from "#eligibility/judgement.ts";
import { mostMembers } from "#events/household-on-file.ts";
import type { Indexed } from "./indexed.ts";
import { holding, type Register, type Registers } from "./register.ts";

/** What has been said to staff of one role about a household: the notice as last decided. */
export interface NoticeState {
  readonly role: string;
  /** Area code the notice is addressed to. */
  readonly area: string;
  /** True where it tells the place of registration of a notice that goes to the place of residence. */
  readonly copy: boolean;
  /** Grows only when staff have closed the notice with an outcome. */
  readonly episode: number;
  /** Grows with every change of what the notice says. */
  readonly revision: number;
  readonly status: "open" | "withdrawn";
  /** Digest of what the notice says, to tell whether it says something new; of one withdrawn, why it was. */
  readonly digest: string;
  /** ISO date by which staff should have visited. */
  readonly due: string;
  /** True from the decision until a queue has taken the message: the outbox. */
  readonly unsent: boolean;
}

/** An eligible verdict as kept with the household. */
export interface KeptDetermination {
  readonly programme: string;
  readonly person?: string;
  /** Yuan, where known. */
  readonly amount?: number;
}

/** A household as stored: facts, what was judged from them, and what has been said about it. */
export interface Household {
  readonly household: string;
  /** 0 before it was ever stored; grows by one with each write. */
  readonly version: number;
  readonly facts: Registers;
  readonly members: Readonly<Record<string, Registers>>;
  /** The standard it was last judged by; empty before it was judged. */
  readonly standards: string;
  readonly determinations: readonly KeptDetermination[];
  readonly watch: readonly WatchPoint[];
  /** Where the indexes of its watch points hold it; absent before it was judged. */
  readonly indexed?: Indexed;
  /** By role and county. */
  readonly notices: Readonly<Record<string, NoticeState>>;
}

/** Where a person lives, and what is known of one who lives nowhere yet. */
export interface Person {
  readonly person: string;
  /** 0 before it was ever stored; grows by one with each write. */
  readonly version: number;
  /** The person's fact `household`; `null` inside is "of no household". */
  readonly membership: Register | undefined;
  /** Facts waiting for the person's household to be known. */
  readonly waiting: Registers;
  /** Households moved out of that may still list the person. */
  readonly leaving: readonly string[];
}

export function newHousehold(household: string): Household {
  return {
    household,
    version: 0,
    facts: {},
    members: {},
    standards: "",
    determinations: [],
    watch: [],
    notices: {},
  };
}

/**
 * True of a household that more persons are said to live in than share income: a mistake, so nobody in it is judged.
 * One more than may is listed, by which it is known; all others wait in their own items, so no item grows without bound.
 */
export function isCrowded({ members }: Pick<Household, "members">): boolean {
  return Object.keys(members).length > mostMembers;
}

export function newPerson(person: string): Person {
  return { person, version: 0, membership: undefined, waiting: {}, leaving: [] };
}

/** The household a person lives in, as far as is known. */
export function homeOf(person: Person): string | undefined {
  const value = person.membership && holding(person.membership)?.value;
  return typeof value === "string" ? value : undefined;
}
