import * as z from "zod/mini";

const expectation = "text, a number, true or false, or a list of texts";

/** What a fact may hold on its way in. Money is a number in yuan with at most two decimals. */
export const FactValue = z.union(
  [
    z.string({ error: expectation }).check(z.maxLength(500, { error: "text of at most 500 characters" })),
    z.number({ error: expectation }),
    z.boolean({ error: expectation }),
    z
      .array(z.string({ error: "text" }).check(z.maxLength(200, { error: "text of at most 200 characters" })))
      .check(z.maxLength(100, { error: "a list of at most 100 texts" })),
  ],
  { error: expectation },
);
export type FactValue = z.infer<typeof FactValue>;

/** A fact's name in the dictionary, such as `monthlyIncome`. */
export const FactName = z
  .string()
  .check(z.regex(/^[a-z][A-Za-z0-9]{0,62}$/, { error: "a fact's name such as monthlyIncome" }));

/** Facts by name. */
export const Facts = z.record(FactName, FactValue, { error: "facts by name" });
export type Facts = z.infer<typeof Facts>;
