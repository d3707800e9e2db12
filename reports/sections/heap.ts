/** Heap and garbage collection of the workers of each variant, over all of its trials. */
import type { OkTrial, ProcessFigures } from '../../harness/records/run.ts';
import { gc } from '../../harness/stats/metrics/gc.ts';
import { mean, sum } from '../../harness/stats/summary.ts';
import type { CellResult } from '../cell-result.ts';
import { type Block, paragraph } from '../document/block.ts';
import { strong, text } from '../document/inline.ts';
import { table } from '../document/table.ts';
import { figure, fixed, percent } from '../format.ts';
import type { Group } from '../groups.ts';
import { numberColumn } from './number-column.ts';
import { variantColumn } from './variant-column.ts';

interface Collected {
  /** Largest heap of a worker at the end of a window. */
  readonly heapBytes: number;
  /** Collections of a worker per second. */
  readonly perSecond: number;
  readonly shareOfBusyTime: number;
}

interface Row extends Pick<CellResult, 'cell' | 'ok'>, Collected {}

/** Empty where no worker has an agent. */
export function heapTable({ results }: Group): Block[] {
  const rows = results.flatMap(({ cell, ok }): Row[] => {
    const collected = collectedIn(ok);
    return collected === null ? [] : [{ cell, ok, ...collected }];
  });
  const body = table<Row>(
    [
      variantColumn,
      numberColumn(
        'heap MB, largest worker',
        ({ heapBytes }) => heapBytes / 1e6,
        (value) => fixed(value, 1),
      ),
      numberColumn('collections per second and worker', ({ perSecond }) => perSecond, figure),
      numberColumn('GC share of busy time', ({ shareOfBusyTime }) => shareOfBusyTime, percent),
      numberColumn('GC µs per request', perRequest, figure),
    ],
    rows,
  );
  if (body.length === 0) return [];
  return [
    ...body,
    ...paragraph(
      text`${strong('Heap')}: JavaScript heap in use at the end of a window, garbage since the last collection included. ${strong('GC')}: time in which garbage collection stopped a worker’s JavaScript; its other threads are not in it.`,
    ),
  ];
}

function collectedIn(trials: readonly OkTrial[]): Collected | null {
  const workers = trials.flatMap(({ processes, load: { windowSeconds } }) =>
    processes.filter(({ role }) => role === 'worker').flatMap((worker) => knownOf(worker, windowSeconds)),
  );
  if (workers.length === 0) return null;
  const busySeconds = sum(workers.map((worker) => worker.busySeconds));
  return {
    heapBytes: Math.max(...workers.map(({ heapUsedBytes }) => heapUsedBytes)),
    perSecond: mean(workers.map(({ gcCount, windowSeconds }) => gcCount / windowSeconds)),
    shareOfBusyTime: busySeconds === 0 ? 0 : sum(workers.map(({ gcSeconds }) => gcSeconds)) / busySeconds,
  };
}

function knownOf(
  { heapUsedBytes, gcSeconds, gcCount, eventLoopUtilization }: ProcessFigures,
  windowSeconds: number,
) {
  if (heapUsedBytes === null || gcSeconds === null || gcCount === null) return [];
  const busySeconds = (eventLoopUtilization ?? 0) * windowSeconds;
  return [{ heapUsedBytes, gcSeconds, gcCount, windowSeconds, busySeconds }];
}

function perRequest({ cell, ok }: Row): number | null {
  const each = ok.flatMap((trial) => gc.read(trial, cell) ?? []);
  return each.length === 0 ? null : mean(each);
}
