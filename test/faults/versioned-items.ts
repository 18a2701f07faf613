/** Items of a table by key, with what they were before: what a stale reading may give. */
export class VersionedItems<Kept> extends Map<string, Kept> {
  readonly #past = new Map<string, (Kept | undefined)[]>();

  override set(id: string, item: Kept): this {
    this.#past.set(id, [this.get(id), ...(this.#past.get(id) ?? [])].slice(0, mostBefore));
    return super.set(id, item);
  }

  /** The item as it was so many writes ago; undefined where it was not there yet. */
  before(id: string, writes: number): Kept | undefined {
    return this.#past.get(id)?.[writes - 1];
  }
}

const mostBefore = 3;
