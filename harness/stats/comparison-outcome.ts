/** The outcome of a comparison, for an exit code. */
import type { Comparison } from '../records/comparison.ts';
import { unmetGates } from '../records/gate.ts';
import { isBroken } from './is-broken.ts';

export type Outcome = 'regression' | 'ok' | 'nothing';

/**
 * `regression`: one is proven, a gate is not met, or a cell gave figures on the base and none at all on the head;
 * `nothing`: no cell has figures on both sides; `ok`: neither.
 */
export function outcomeOf({ cells, gates }: Comparison): Outcome {
  if (unmetGates(gates).length > 0) return 'regression';
  if (cells.some((cell) => cell.verdict === 'regression' || isBroken(cell))) return 'regression';
  return cells.some(({ primary }) => primary.change !== null) ? 'ok' : 'nothing';
}
