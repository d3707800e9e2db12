/** Labels numbers the labels of a load process's requests, in the order of their first use. */

/** More labels than this are a path with an id in it, not a list that anyone reads. */
const MOST_LABELS = 100;
const OTHER_LABELS = '(other labels)';

export class Labels {
  readonly #indices = new Map<string, number>();

  /** Returns the index of a label; labels beyond the most share the last one. */
  indexOf(label: string): number {
    const known = this.#indices.get(label);
    if (known !== undefined) return known;
    if (this.#indices.size > MOST_LABELS) return MOST_LABELS;
    const index = this.#indices.size;
    this.#indices.set(index === MOST_LABELS ? OTHER_LABELS : label, index);
    return index;
  }

  get names(): readonly string[] {
    return [...this.#indices.keys()];
  }
}
