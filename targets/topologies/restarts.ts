const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5_000;
const WINDOW_MS = 60_000;
const MOST_IN_WINDOW = 10;

/**
 * When a crashed worker may be replaced: soon at first, later each time the crashes come close together, and no
 * more at the eleventh within a minute.
 */
export class Restarts {
  #crashes: number[] = [];

  /** Notes a crash; milliseconds to wait before the replacement, or null to give up. */
  next(nowMs: number): number | null {
    this.#crashes = [...this.#crashes.filter((crash) => nowMs - crash < WINDOW_MS), nowMs];
    const count = this.#crashes.length;
    if (count > MOST_IN_WINDOW) return null;
    return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (count - 1));
  }
}
