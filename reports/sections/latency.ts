import { isSupported } from '../../harness/stats/percentile-support.ts';
import { percentiles } from '../../harness/stats/percentiles.ts';
import { measured } from '../comparison.ts';
import { type Block, details, list } from '../document/block.ts';
import { strong, text } from '../document/inline.ts';
import { type Column, table } from '../document/table.ts';
import { type Estimate, estimate } from '../estimate.ts';
import { figure } from '../format.ts';
import type { Group } from '../groups.ts';
import type { Measured } from '../measured.ts';
import { estimateColumn } from './estimate-column.ts';
import { numberColumn } from './number-column.ts';
import { UNSUPPORTED } from './results-notes.ts';
import { variantColumn } from './variant-column.ts';

/** Every percentile in milliseconds: means over trials, and the maximum of all trials. */
export function latencyTable({ results }: Group): Block[] {
  const rows = measured(results);
  const isAnyLate = rows.some((result) => sentLate(result) !== null);
  const isAnyUnsupported = rows.some(({ figures }) => Object.values(figures.latency).includes(null));
  const late: Column<Measured> = numberColumn(
    'sent late by (p99)',
    (result) => sentLate(result)?.mean,
    figure,
  );
  const columns: Column<Measured>[] = [
    variantColumn,
    numberColumn('mean', ({ ok }) => estimate(ok.map(({ load }) => load.latency.mean))?.mean, figure),
    ...percentiles.map(({ key, name }) =>
      estimateColumn<Measured>(name, ({ figures }) => figures.latency[key]),
    ),
    numberColumn('max', ({ ok }) => Math.max(...ok.map(({ load }) => load.latency.max)), figure),
    ...(isAnyLate ? [late] : []),
  ];
  const notes = [
    "Means over trials of each trial's figure, with ± as in the results.",
    text`${strong('Max')}: of all trials.`,
    ...(isAnyLate
      ? [
          text`${strong('Sent late by')}: how much later than due the client itself sent a request, although a connection was free.`,
        ]
      : []),
    ...(isAnyUnsupported ? [UNSUPPORTED] : []),
  ];
  const body = table(columns, rows);
  return details('All percentiles, in milliseconds', body.length === 0 ? [] : [...body, ...list(notes)]);
}

function sentLate({ ok }: Measured): Estimate | null {
  return estimate(ok.map(({ load }) => (isSupported(99, load.sent) ? load.sendDelayP99Ms : null)));
}
