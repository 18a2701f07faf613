import { deliver } from "#functions/deliver/deliver.ts";
import { AlreadyDone } from "#functions/errors.ts";
import { converge } from "#functions/evaluate/converge.ts";
import { evaluate } from "#functions/evaluate/evaluate.ts";
import { hasUnsent, sent } from "#household/notices.ts";
import { decodeHousehold, decodePerson, encodeHousehold, encodePerson } from "#stores/household-codec.ts";

/** The code under test: that of the product, or a copy of it with a seeded bug. */
export interface Product {
  readonly evaluate: typeof evaluate;
  readonly deliver: typeof deliver;
  readonly converge: typeof converge;
  readonly hasUnsent: typeof hasUnsent;
  readonly sent: typeof sent;
  readonly AlreadyDone: typeof AlreadyDone;
  readonly encodeHousehold: typeof encodeHousehold;
  readonly decodeHousehold: typeof decodeHousehold;
  readonly encodePerson: typeof encodePerson;
  readonly decodePerson: typeof decodePerson;
}

/** The product as it is. */
export const product: Product = {
  evaluate,
  deliver,
  converge,
  hasUnsent,
  sent,
  AlreadyDone,
  encodeHousehold,
  decodeHousehold,
  encodePerson,
  decodePerson,
};
