import { mean, median } from '../../harness/stats/summary.ts';
import { measured } from '../comparison.ts';
import { type Block, details } from '../document/block.ts';
import { type Column, table } from '../document/table.ts';
import { fixed } from '../format.ts';
import type { Group } from '../groups.ts';
import type { Measured } from '../measured.ts';
import { numberColumn } from './number-column.ts';
import { variantColumn } from './variant-column.ts';

/** A host with more cores than this gets columns that sum its cores up, and no column per core. */
const MOST_COLUMNS = 16;
/** Percent of a core. */
const BUSY = 90;

/** Mean CPU of each core over the window, percent, for the trial with the median throughput. */
export function coresTable({ results }: Group): Block[] {
  const rows = measured(results).filter((result) => means(result).length > 0);
  const cores = Math.max(0, ...rows.map((result) => means(result).length));
  const columns: Column<Measured>[] =
    cores <= MOST_COLUMNS
      ? Array.from({ length: cores }, (_, core) => ofCores(`core ${core}`, (each) => each[core] ?? 0))
      : [
          ofCores('least busy core', (each) => Math.min(...each)),
          ofCores('median', median),
          ofCores('busiest core', (each) => Math.max(...each)),
          ofCores(`cores above ${BUSY}%`, (each) => each.filter((busy) => busy > BUSY).length),
        ];
  return details(
    'Mean CPU of each core, percent, in the trial with the median throughput',
    table<Measured>(
      [variantColumn, numberColumn('trial', ({ figures }) => figures.typical.trial, whole), ...columns],
      rows,
    ),
  );
}

const whole = (value: number) => fixed(value, 0);

function ofCores(title: string, value: (means: readonly number[]) => number): Column<Measured> {
  return numberColumn(title, (result) => value(means(result)), whole);
}

function means({ figures }: Measured): number[] {
  return figures.typical.cpu.cores.filter((samples) => samples.length > 0).map((samples) => mean(samples));
}
