const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5_000;
const WINDOW_MS = 60_000;
const MOST_IN_WINDOW = 10;

/**
 * Restarts decides when to replace a crashed worker: soon at first, later while crashes come close together, and not
 * after the eleventh crash within a minute.
 */
export class Restarts {
  #crashes: number[] = [];

  /** Records a crash. Returns the milliseconds to wait before the replacement, or null to give up. */
  next(nowMs: number): number | null {
    this.#crashes = [...this.#crashes.filter((crash) => nowMs - crash < WINDOW_MS), nowMs];
    const count = this.#crashes.length;
    if (count > MOST_IN_WINDOW) return null;
    return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (count - 1));
  }
}
