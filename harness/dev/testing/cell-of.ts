import type { Cell, RunRecord, Trial } from '../../records/run.ts';

/** cellOf returns the cell of a trial. */
export function cellOf({ cells }: Pick<RunRecord, 'cells'>, trial: Pick<Trial, 'cell'>): Cell {
  const cell = cells.find(({ id }) => id === trial.cell);
  if (!cell) throw new Error(`the run has no cell ${trial.cell}`);
  return cell;
}
