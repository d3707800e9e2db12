/** StatusCounts counts responses by status code. */

/** Highest status that has its own counter. */
const MOST_STATUS = 999;

export class StatusCounts {
  readonly #counts = new Uint32Array(MOST_STATUS + 1);

  add(status: number): void {
    const index = Math.min(status, MOST_STATUS);
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
  }

  /** Returns the counts that are not zero, by status code. */
  figures(): Record<string, number> {
    return Object.fromEntries([...this.#counts.entries()].filter(([, count]) => count > 0));
  }
}
