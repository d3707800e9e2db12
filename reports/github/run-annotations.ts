/** Annotations of a run: gates that are not met, and variants with failed trials. */
import type { RunRecord } from '../../harness/records/run.ts';
import { counted } from '../format.ts';
import type { Annotation } from './annotation.ts';
import { gateAnnotations } from './gate-annotations.ts';

export function runAnnotations(record: RunRecord): Annotation[] {
  return [
    ...gateAnnotations(record.gates),
    ...failuresIn(record).map((message): Annotation => ({ level: 'error', title: 'Failed trials', message })),
  ];
}

/** The variant with the most failed trials first, with the reason of the last one. */
export function failuresIn({ cells, trials }: Pick<RunRecord, 'cells' | 'trials'>): string[] {
  const failures = cells.flatMap(({ id }) => {
    const its = trials.filter(({ cell }) => cell === id);
    const failed = its.filter((trial) => trial.status === 'failed');
    const last = failed.at(-1);
    return last ? [{ id, failed: failed.length, all: its.length, reason: last.reason }] : [];
  });
  return failures
    .toSorted((one, other) => other.failed - one.failed)
    .map(({ id, failed, all, reason }) => `${id}: ${failed} of ${counted(all, 'trial')} failed: ${reason}`);
}
