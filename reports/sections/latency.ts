import { isSupported } from '../../harness/stats/percentile-support.ts';
import { percentiles } from '../../harness/stats/percentiles.ts';
import { measured } from '../comparison.ts';
import { code } from '../escape.ts';
import { type Estimate, estimate, withInterval } from '../estimate.ts';
import { figure, UNKNOWN } from '../format.ts';
import type { Group } from '../groups.ts';
import type { Measured } from '../measured.ts';
import { type Column, table } from '../table.ts';
import { UNSUPPORTED } from './results-caption.ts';

/** Milliseconds: means over trials, the maximum of all trials, and what is to be known about them. */
export function latencyTable({ results }: Group): string {
  const rows = measured(results);
  const column = (title: string, value: (result: Measured) => string): Column<Measured> => ({
    title,
    align: 'right',
    cell: value,
  });
  const late = (result: Measured) =>
    estimate(result.ok.map(({ load }) => (isSupported(99, load.sent) ? load.sendDelayP99Ms : null)));
  const figures = table<Measured>(
    [
      { title: 'setup', align: 'left', cell: ({ setup }) => code(setup) },
      column('mean', ({ ok }) => orUnknown(estimate(ok.map(({ load }) => load.latency.mean)))),
      ...percentiles.map(({ key, name }) =>
        column(name, ({ figures: { latency } }) => {
          const known = latency[key];
          return known === null ? UNKNOWN : withInterval(known);
        }),
      ),
      column('max', ({ ok }) => figure(Math.max(...ok.map(({ load }) => load.latency.max)))),
      ...(rows.some((result) => late(result) !== null)
        ? [column('sent late by (p99)', (result) => orUnknown(late(result)))]
        : []),
    ],
    rows,
  );
  if (figures === '') return '';
  const unsupported = rows.some(({ figures: { latency } }) => Object.values(latency).includes(null));
  const caption = [
    "Means over trials of each trial's figure, ± as above; max: of all trials.",
    rows.some((result) => late(result) !== null)
      ? 'Sent late by: how much later than due the client itself sent, where a connection was free.'
      : '',
    unsupported ? UNSUPPORTED : '',
  ];
  return `${figures}\n\n${caption.filter(Boolean).join(' ')}`;
}

function orUnknown(known: Estimate | null): string {
  return known === null ? UNKNOWN : figure(known.mean);
}
