import type { LoadFigures } from '../records/run.ts';
import { sum } from './summary.ts';

/** endedSoon counts the requests that ended in the window, correct or failed, but for those that timed out. */
export function endedSoon({ completed, errors }: Pick<LoadFigures, 'completed' | 'errors'>): number {
  return completed + sum(Object.values(errors)) - errors.timeout;
}
