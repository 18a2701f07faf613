import { type Acceptor, acceptorOf, unsure, wrong } from "./acceptor.ts";
import { call, Deferred, partOf } from "./deferred.ts";

/** A schema of zod/mini. What is right it accepts by itself; what is wrong with the rest, zod tells. */
export class Schema extends Deferred {
  #acceptor: Acceptor | undefined;

  check(...checks: readonly Deferred[]): Schema {
    return new Schema(this.kind, this.given, [...this.checks, ...checks]);
  }

  /** Of an object: its fields' schemas. */
  get shape(): unknown {
    return this.given[0];
  }

  /** Of an enum its values, of a union its schemas. */
  get options(): unknown {
    return this.given[0];
  }

  get def(): unknown {
    return partOf(this.zod, "def");
  }

  parse(input: unknown): unknown {
    const output = this.#accepted(input);
    return output === unsure || output === wrong ? call(this.zod, "parse", [input]) : output;
  }

  safeParse(input: unknown): unknown {
    const output = this.#accepted(input);
    if (output === unsure) return call(this.zod, "safeParse", [input]);
    return output === wrong ? new Refused(this, input) : { success: true, data: output };
  }

  #accepted(input: unknown): unknown {
    this.#acceptor ??= acceptorOf(this);
    return this.#acceptor(input);
  }
}

/** Often it is asked only whether something is of a schema; zod is asked for the rest. */
class Refused {
  readonly success = false;
  readonly #schema: Schema;
  readonly #input: unknown;

  constructor(schema: Schema, input: unknown) {
    this.#schema = schema;
    this.#input = input;
  }

  get error(): unknown {
    return partOf(call(this.#schema.zod, "safeParse", [this.#input]), "error");
  }
}
