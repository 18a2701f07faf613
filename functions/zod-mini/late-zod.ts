/** Zod itself, read and run for the first who asks. */
export function lateZod(): unknown {
  return require("#functions/late/zod.ts");
}
