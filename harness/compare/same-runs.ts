/** Whether a run stands in a comparison twice, which would count its trials as new ones. */
import { isDeepStrictEqual } from 'node:util';
import { UsageError } from '../config/usage-error.ts';
import type { NamedRun, Side } from './sides.ts';

/** Whether both sides are the very same runs, wherever their files lie. */
export function areSame(base: Side, head: Side): boolean {
  return (
    base.runs.length === head.runs.length &&
    base.runs.every((run) => head.runs.some((other) => isSame(run, other)))
  );
}

/** @throws {UsageError} at a run that a side has twice, or that both have beside others */
export function refuseRepeated(base: Side, head: Side): void {
  for (const [name, { runs }] of [
    ['base', base],
    ['head', head],
  ] as const) {
    for (const [index, run] of runs.entries()) {
      const twin = runs.slice(index + 1).find((other) => isSame(run, other));
      if (!twin) continue;
      throw new UsageError(
        `the ${name} holds the same run twice: ${run.path} and ${twin.path}; name it once`,
      );
    }
  }
  if (areSame(base, head)) return;
  for (const run of base.runs) {
    const twin = head.runs.find((other) => isSame(run, other));
    if (!twin) continue;
    throw new UsageError(
      `the same run is on both sides, beside others: ${run.path} and ${twin.path}; name it on one of them`,
    );
  }
}

function isSame({ record: one }: NamedRun, { record: two }: NamedRun): boolean {
  return one.startedAt === two.startedAt && one.seed === two.seed && isDeepStrictEqual(one, two);
}
