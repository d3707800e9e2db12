/** Annotations of a run: variants with failed trials. */
import type { RunRecord } from '../../harness/records/run.ts';
import { counted } from '../format.ts';
import type { Annotation } from './annotation.ts';

/** The variant with the most failed trials first, with the reason of the last one. */
export function runAnnotations({ cells, trials }: RunRecord): Annotation[] {
  const failures = cells.flatMap(({ id }) => {
    const its = trials.filter(({ cell }) => cell === id);
    const failed = its.filter((trial) => trial.status === 'failed');
    const last = failed.at(-1);
    return last ? [{ id, failed: failed.length, all: its.length, reason: last.reason }] : [];
  });
  return failures
    .toSorted((one, other) => other.failed - one.failed)
    .map(({ id, failed, all, reason }) => ({
      level: 'error',
      title: 'Failed trials',
      message: `${id}: ${failed} of ${counted(all, 'trial')} failed: ${reason}`,
    }));
}
