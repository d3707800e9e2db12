import type { CellResult } from '../cell-result.ts';
import { type Block, list, section } from '../document/block.ts';
import { strong, text } from '../document/inline.ts';
import { type Column, table } from '../document/table.ts';
import { fixed, percent, ratio } from '../format.ts';
import type { Group } from '../groups.ts';
import { type Balance, balanceOf } from '../worker-balance.ts';
import { numberColumn } from './number-column.ts';
import { variantColumn } from './variant-column.ts';

const whole = (value: number) => fixed(value, 0);

/** How the workers of each variant shared the load. Empty where no variant of several workers has figures. */
export function balanceSection({ results }: Group): Block[] {
  const rows = results.filter(
    (result) => result.cell.workers > 1 && result.ok.length > 0 && !isDisturbed(result),
  );
  if (rows.length === 0) return [];
  const columns: Column<CellResult>[] = [
    variantColumn,
    balanceColumn('requests', 'fewest requests', ({ smallest }) => smallest, whole),
    balanceColumn('requests', 'most requests', ({ largest }) => largest, whole),
    balanceColumn('requests', 'most / fewest', ({ largestToSmallest }) => largestToSmallest, ratio),
    balanceColumn('requests', 'CV', ({ variation }) => variation, percent),
    balanceColumn('connections', 'fewest connections', ({ smallest }) => smallest, whole),
    balanceColumn('connections', 'most connections', ({ largest }) => largest, whole),
    balanceColumn('connections', 'CV', ({ variation }) => variation, percent),
    numberColumn(
      'primary (cores)',
      ({ cell, figures }) => (cell.hasPrimary ? figures?.coresByRole.primary : null),
      (cores) => fixed(cores, 3),
    ),
  ];
  return section(3, 'Balance over workers', [
    ...table(columns, rows),
    ...list([
      text`${strong('Fewest, most')}: of any worker in any trial.`,
      text`${strong('Most / fewest')}: within one trial; the highest of all trials.`,
      text`${strong('CV')}: coefficient of variation over the workers; the median of all trials.`,
    ]),
  ]);
}

/** Whether events ended workers in every trial, so that the rest shared the load differently. */
function isDisturbed(result: CellResult): boolean {
  return result.ok.every(({ events }) => events.length > 0) && balanceOf(result, 'requests') === null;
}

function balanceColumn(
  key: 'requests' | 'connections',
  title: string,
  value: (balance: Balance) => number | null,
  format: (value: number) => string,
): Column<CellResult> {
  return numberColumn(
    title,
    (result) => {
      const balance = balanceOf(result, key);
      return balance && value(balance);
    },
    format,
  );
}
