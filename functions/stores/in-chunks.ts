/** A list in pieces of at most `size`: services take so many entries a request. */
export function inChunks<Value>(values: readonly Value[], size: number): Value[][] {
  const chunks: Value[][] = [];
  for (let start = 0; start < values.length; start += size) chunks.push(values.slice(start, start + size));
  return chunks;
}

/** Works through a list with at most `width` tasks under way; the results stand in the list's order. */
export async function eachWithin<Value, Result>(
  width: number,
  values: readonly Value[],
  task: (value: Value) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(values.length);
  const entries = values.entries();
  const worker = async () => {
    for (const [index, value] of entries) results[index] = await task(value);
  };
  await Promise.all(Array.from({ length: Math.min(width, values.length) }, worker));
  return results;
}
