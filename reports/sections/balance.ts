import type { CellResult } from '../cell-result.ts';
import { code } from '../escape.ts';
import { fixed, percent, ratio, UNKNOWN } from '../format.ts';
import type { Group } from '../groups.ts';
import { type Column, table } from '../table.ts';
import { type Balance, balanceOf } from '../worker-balance.ts';

/** How workers shared the load, a row a setup of several workers. Empty where there is none with figures. */
export function balanceTable({ results }: Group): string {
  const rows = results.filter(({ cell, ok }) => cell.workers > 1 && ok.length > 0);
  const of = (key: 'requests' | 'connections', title: string, value: (balance: Balance) => string) => ({
    title,
    align: 'right' as const,
    cell: (result: CellResult) => {
      const balance = balanceOf(result, key);
      return balance === null ? UNKNOWN : value(balance);
    },
  });
  const columns: Column<CellResult>[] = [
    { title: 'setup', align: 'left', cell: ({ setup }) => code(setup) },
    of('requests', 'fewest requests', ({ smallest }) => fixed(smallest, 0)),
    of('requests', 'most requests', ({ largest }) => fixed(largest, 0)),
    of('requests', 'most / fewest', ({ largestToSmallest }) =>
      largestToSmallest === null ? UNKNOWN : ratio(largestToSmallest),
    ),
    of('requests', 'CV', ({ variation }) => percent(variation)),
    of('connections', 'fewest connections', ({ smallest }) => fixed(smallest, 0)),
    of('connections', 'most connections', ({ largest }) => fixed(largest, 0)),
    of('connections', 'CV', ({ variation }) => percent(variation)),
    {
      title: 'primary (cores)',
      align: 'right',
      cell: ({ cell, figures }) =>
        cell.hasPrimary && figures ? fixed(figures.coresByRole.primary, 3) : UNKNOWN,
    },
  ];
  return table(columns, rows);
}
