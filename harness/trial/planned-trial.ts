import type { ResolvedCell } from '../config/resolved-run.ts';

/** PlannedTrial is a trial that has not run yet. */
export interface PlannedTrial {
  readonly cell: ResolvedCell;
  /** Counts from 1 within the cell. */
  readonly trial: number;
  /** Counts from 1 within the run. */
  readonly order: number;
}
