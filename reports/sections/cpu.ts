import { mean, median } from '../../harness/stats/summary.ts';
import { measured } from '../comparison.ts';
import { code } from '../escape.ts';
import { fixed } from '../format.ts';
import type { Group } from '../groups.ts';
import type { Measured } from '../measured.ts';
import { type Column, table } from '../table.ts';

/** A column a core up to here; beyond, what the cores have in common. */
const MOST_COLUMNS = 16;
const BUSY = 90;

/** Mean of each core over the window, percent, for the trial with the median throughput. */
export function coresTable({ results }: Group): string {
  const rows = measured(results).filter((result) => means(result).length > 0);
  const cores = Math.max(0, ...rows.map((result) => means(result).length));
  const setup: Column<Measured> = { title: 'setup', align: 'left', cell: (result) => code(result.setup) };
  const trial: Column<Measured> = {
    title: 'trial',
    align: 'right',
    cell: ({ figures }) => fixed(figures.typical.trial, 0),
  };
  const figures: Column<Measured>[] =
    cores <= MOST_COLUMNS
      ? Array.from({ length: cores }, (_, core) => percent(`core ${core}`, (each) => each[core] ?? 0))
      : [
          percent('idlest core', (each) => Math.min(...each)),
          percent('median', median),
          percent('busiest core', (each) => Math.max(...each)),
          percent(`cores above ${BUSY} %`, (each) => each.filter((busy) => busy > BUSY).length),
        ];
  return table([setup, trial, ...figures], rows);
}

function percent(title: string, of: (means: readonly number[]) => number): Column<Measured> {
  return { title, align: 'right', cell: (result) => fixed(of(means(result)), 0) };
}

function means({ figures }: Measured): number[] {
  return figures.typical.cpu.cores.filter((samples) => samples.length > 0).map((samples) => mean(samples));
}
