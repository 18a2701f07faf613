import { createHash } from "node:crypto";

/** Identifiers that say nothing of whom they name, each given once under a seed. */
export interface OpaqueIds {
  household(index: number): string;
  /** `member` counts from 0. */
  person(index: number, member: number): string;
}

// No synthetic family is larger; a power of two keeps household and member apart in one number.
const mostMembers = 16;

export function opaqueIds(seed: number): OpaqueIds {
  const households = scrambled(seed ^ 0x68);
  const persons = scrambled(~seed ^ 0x70);
  return {
    household: (index) => `h-${letters(scrambled(index ^ households))}`,
    person: (index, member) => `p-${letters(scrambled((index * mostMembers + member) ^ persons))}`,
  };
}

/** The identifier of someone, or of a household, that comes to be in an event: made of a name, longer than all others. */
export function laterId(prefix: "h" | "p", seed: number, name: string): string {
  const digest = createHash("sha256").update(`${seed} ${name}`).digest();
  return `${prefix}-${digest.readUIntBE(0, 6).toString(36).padStart(10, "0")}`;
}

/** MurmurHash3's finisher: every number of 32 bits goes to another one, no two to the same. */
function scrambled(number: number): number {
  let mixed = number;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function letters(number: number): string {
  return number.toString(36).padStart(7, "0");
}
