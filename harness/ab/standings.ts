/** Progress of each cell: the result of its pairs, and whether it gets more. */
import type { ComparedCell, Comparison } from '../records/comparison.ts';
import type { Cell, Trial } from '../records/run.ts';
import { type BySide, type Side, sides } from './side.ts';

/** Consecutive failures, or trials without a figure, after which a side is given up. */
const MOST_FAILURES = 3;

export interface Standing {
  /** Pairs in which both trials succeeded. */
  readonly pairs: number;
  /** The cell in the comparison; null before it is part of that. */
  readonly compared: ComparedCell | null;
  /** Whether the sequential rule has decided, so that there are no more pairs. */
  readonly decided: boolean;
  /** Sides that failed, or had no figure, too often; if there are any, there are no more pairs. */
  readonly failing: readonly Side[];
}

const atStart: Standing = { pairs: 0, compared: null, decided: false, failing: [] };

export class Standings {
  readonly #minPairs: number;
  readonly #standings: Map<string, Standing>;
  readonly #inARow = new Map<string, number>();

  constructor(cells: readonly Pick<Cell, 'id'>[], { minPairs }: { readonly minPairs: number }) {
    this.#minPairs = minPairs;
    this.#standings = new Map(cells.map(({ id }) => [id, atStart]));
  }

  /**
   * Updates every cell, as a decided one reduces the correction for the others.
   *
   * @param comparison of every trial so far
   */
  note(cell: string, trials: BySide<Pick<Trial, 'status'>>, comparison: Pick<Comparison, 'cells'>): void {
    const whole = sides.every((side) => trials[side].status === 'ok');
    for (const side of sides) this.#countFailure(cell, side, trials[side].status);
    const found = new Map(comparison.cells.map((compared) => [compared.id, compared]));
    // Nothing is decided before every cell of the plan can be tested, as the correction covers all of them.
    const areTested = [...this.#standings].every(
      ([id, { failing }]) => failing.length > 0 || (found.get(id)?.primary.pValue ?? null) !== null,
    );
    for (const [id, before] of this.#standings) {
      const pairs = before.pairs + (id === cell && whole ? 1 : 0);
      const compared = found.get(id) ?? null;
      const isSure = compared !== null && compared.verdict !== 'undecided';
      const decided = before.decided || (areTested && isSure && pairs >= this.#minPairs);
      const failing = sides.filter(
        (side) =>
          (this.#inARow.get(`${id} ${side}`) ?? 0) >= MOST_FAILURES ||
          (pairs >= MOST_FAILURES && compared?.primary[side].runs.flat().length === 0),
      );
      this.#standings.set(id, { pairs, compared, decided, failing });
    }
  }

  of(cell: string): Standing {
    return this.#standings.get(cell) ?? atStart;
  }

  isOpen(cell: string): boolean {
    const { decided, failing } = this.of(cell);
    return !decided && failing.length === 0;
  }

  open(): string[] {
    return [...this.#standings.keys()].filter((cell) => this.isOpen(cell));
  }

  /** Cells with a side that failed or had no figure too often, and these sides. */
  givenUp(): { cell: string; failing: readonly Side[] }[] {
    return [...this.#standings].flatMap(([cell, { failing }]) =>
      failing.length === 0 ? [] : [{ cell, failing }],
    );
  }

  #countFailure(cell: string, side: Side, status: Trial['status']): void {
    const key = `${cell} ${side}`;
    this.#inARow.set(key, status === 'ok' ? 0 : (this.#inARow.get(key) ?? 0) + 1);
  }
}
