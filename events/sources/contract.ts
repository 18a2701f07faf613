import type { ReportedFact, Text } from "./reported-fact.ts";

/** Where a system's reporting stands in law. */
export interface LegalReference {
  readonly title: string;
  readonly clause: string;
}

/** What a source system promises to send, and on which footing. */
export interface SourceContract {
  /** The system's name, such as `medical-security`. */
  readonly system: string;
  /**
   * The registered source, `Source` on the bus, under which its facts arrive: mostly its own name. Several systems
   * report through one where one office gathers what they tell; absent where a system puts nothing on the bus.
   */
  readonly reportsAs?: string;
  readonly title: Text;
  /** The department that answers for it. */
  readonly owner: Text;
  /** What happens there that makes it report. */
  readonly tells: Text;
  /** The facts that it may set. */
  readonly facts: readonly ReportedFact[];
  /** True where it tells what became of notices. */
  readonly outcomes?: true;
  readonly cadence: Text;
  /** By what it knows its subjects; what reaches the bus is an opaque identifier made of it. */
  readonly identifier: Text;
  readonly sensitivity: "public" | "personal" | "sensitive";
  readonly legalBasis: readonly LegalReference[];
  readonly constraints: readonly Text[];
}

/** True where the system tells only what a family has authorised: each change then names the authorisation. */
export function needsAuthorisation({ facts }: Pick<SourceContract, "facts">): boolean {
  return facts.some(({ layer }) => layer === "verification");
}

/** True where the system puts events of its own on the bus. */
export function putsOnBus({ facts, outcomes }: Pick<SourceContract, "facts" | "outcomes">): boolean {
  return facts.length > 0 || outcomes === true;
}
