let loaded: unknown;

/** Zod itself, read and run for the first who asks. */
export function lateZod(): unknown {
  loaded ??= require("#functions/late/zod.ts");
  return loaded;
}
