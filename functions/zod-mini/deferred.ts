import { lateZod } from "./late-zod.ts";

/** A schema or a check of zod/mini, which zod makes only when it is asked for. */
export class Deferred {
  /** Its name in zod/mini, such as `strictObject` or `iso.date`. */
  readonly kind: string;
  readonly given: readonly unknown[];
  readonly checks: readonly Deferred[];
  #made: unknown;

  constructor(kind: string, given: readonly unknown[], checks: readonly Deferred[] = []) {
    this.kind = kind;
    this.given = given;
    this.checks = checks;
  }

  /** What zod makes of it, once. */
  get zod(): unknown {
    this.#made ??= this.#make();
    return this.#made;
  }

  /** By this zod's own schemas know each other: what `lazy` gives is one of ours. */
  get _zod(): unknown {
    return partOf(this.zod, "_zod");
  }

  #make(): unknown {
    const path = this.kind.split(".");
    const name = path.pop() ?? "";
    const made = call(path.reduce(partOf, lateZod()), name, this.given.map(asZod));
    return this.checks.length === 0 ? made : call(made, "check", this.checks.map(asZod));
  }
}

/** What was given to zod/mini, as zod itself has it: schemas stand in lists and in shapes. */
function asZod(given: unknown): unknown {
  if (given instanceof Deferred) return given.zod;
  if (Array.isArray(given)) return given.map(asZod);
  if (typeof given !== "object" || given === null || Object.getPrototypeOf(given) !== Object.prototype) return given;
  return Object.fromEntries(Object.entries(given).map(([name, part]) => [name, asZod(part)]));
}

export function partOf(whole: unknown, name: string): unknown {
  return Reflect.get(Object(whole), name);
}

export function call(owner: unknown, name: string, given: readonly unknown[]): unknown {
  return Reflect.apply(Object(partOf(owner, name)), owner, given);
}
