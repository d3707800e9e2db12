import { median } from '../../harness/stats/summary.ts';
import { type Measured, measured } from '../comparison.ts';
import { code } from '../escape.ts';
import { figure } from '../format.ts';
import type { Group } from '../groups.ts';
import { type Column, table } from '../table.ts';

const KEYS = [
  ['mean', 'mean'],
  ['p50', 'p50'],
  ['p75', 'p75'],
  ['p90', 'p90'],
  ['p95', 'p95'],
  ['p99', 'p99'],
  ['p99_9', 'p99.9'],
] as const;

/** Milliseconds; each figure is the median over trials, the maximum that of all trials. */
export function latencyTable({ results }: Group): string {
  const column = (title: string, value: (result: Measured) => number): Column<Measured> => ({
    title,
    align: 'right',
    cell: (result) => figure(value(result)),
  });
  return table<Measured>(
    [
      { title: 'setup', align: 'left', cell: ({ setup }) => code(setup) },
      ...KEYS.map(([key, title]) =>
        column(title, ({ ok }) => median(ok.map(({ load }) => load.latency[key]))),
      ),
      column('max', ({ ok }) => Math.max(...ok.map(({ load }) => load.latency.max))),
    ],
    measured(results),
  );
}
