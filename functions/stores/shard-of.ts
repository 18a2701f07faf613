import { createHash } from "node:crypto";

/** Which of so many shards a household belongs to: always the same one. */
export function shardOf(household: string, shards: number): number {
  const [first = 0] = createHash("sha256").update(household).digest();
  return first % shards;
}
