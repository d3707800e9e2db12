import type { ResolvedCell } from '../config/resolved-run.ts';

/** A trial that is to be made. */
export interface PlannedTrial {
  readonly cell: ResolvedCell;
  /** 1..trials within the cell. */
  readonly trial: number;
  /** 1.. within the run. */
  readonly order: number;
}
