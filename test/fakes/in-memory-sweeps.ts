import type { Sweep, SweepStore } from "#stores/sweeps-table.ts";

/** Sweeps that are remembered as the table does: each write only on the version it was read at. */
export function inMemorySweeps(): SweepStore & { readonly items: Map<string, Sweep> } {
  const items = new Map<string, Sweep>();
  return {
    items,
    read: async (sweep) => items.get(sweep),
    async write(sweep) {
      if ((items.get(sweep.sweep)?.version ?? 0) !== sweep.version) return "conflict";
      items.set(sweep.sweep, { ...sweep, version: sweep.version + 1 });
      return "written";
    },
    list: async () => [...items.values()].sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1)),
  };
}
