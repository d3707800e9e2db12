/** Iterations of virtual users: how many passed, and how long they took. */
import type { LoadFigures } from '../../harness/records/run.ts';
import { isSupported } from '../../harness/stats/percentile-support.ts';
import { sum } from '../../harness/stats/summary.ts';
import { measured } from '../comparison.ts';
import { type Block, paragraph } from '../document/block.ts';
import { table } from '../document/table.ts';
import { estimate } from '../estimate.ts';
import { figure, fixed } from '../format.ts';
import type { Group } from '../groups.ts';
import type { Measured } from '../measured.ts';
import { estimateColumn } from './estimate-column.ts';
import { numberColumn } from './number-column.ts';
import { variantColumn } from './variant-column.ts';

type Iterations = NonNullable<LoadFigures['iterations']>;

/** Empty where each iteration is a single request. */
export function iterationsTable({ results }: Group): Block[] {
  const rows = measured(results).filter((row) => iterationsOf(row).length > 0);
  if (rows.length === 0) return [];
  const mean = (row: Measured, pick: (one: Iterations) => number | null) =>
    estimate(iterationsOf(row).map(pick));
  return [
    ...paragraph('Iterations, each one pass of a virtual user through its script, pauses included:'),
    ...table<Measured>(
      [
        variantColumn,
        estimateColumn('per second', (row) => mean(row, ({ perSecond }) => perSecond)),
        numberColumn('p50 (ms)', (row) => mean(row, supported(50))?.mean, figure),
        numberColumn('p99 (ms)', (row) => mean(row, supported(99))?.mean, figure),
        numberColumn(
          'failed',
          (row) => sum(iterationsOf(row).map(({ failed }) => failed)),
          (count) => fixed(count, 0),
        ),
      ],
      rows,
    ),
  ];
}

function iterationsOf({ ok }: Measured): Iterations[] {
  return ok.flatMap(({ load }) => load.iterations ?? []);
}

function supported(percentile: 50 | 99): (one: Iterations) => number | null {
  return ({ completed, duration }) =>
    isSupported(percentile, completed) ? duration[`p${percentile}`] : null;
}
