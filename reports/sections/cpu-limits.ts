/** The control groups of variants with a CPU limit, in the typical trial: what they used, and how often they waited. */
import { sum } from '../../harness/stats/summary.ts';
import { measured } from '../comparison.ts';
import { coresText, throttledShare } from '../cpu-limits.ts';
import { type Block, paragraph } from '../document/block.ts';
import { nameColumn, table } from '../document/table.ts';
import { fixed, percent } from '../format.ts';
import { groupedBy } from '../grouped-by.ts';
import type { Group } from '../groups.ts';
import type { Measured } from '../measured.ts';
import { numberColumn } from './number-column.ts';
import { variantColumn } from './variant-column.ts';

/** Empty where no variant has a limit. */
export function cpuLimitsTable({ results }: Group): Block[] {
  const rows = measured(results).filter((result) => groupsOf(result).length > 0);
  if (rows.length === 0) return [];
  return [
    ...paragraph(
      'Control groups with a CPU limit, in the trial with the median throughput. A group that used up its limit in a period of 100 ms was throttled: it waited for the next. Time is summed over cores.',
    ),
    ...table<Measured>(
      [
        variantColumn,
        nameColumn('control groups', groupsCell),
        numberColumn(
          'processes',
          (result) => total(result, 'processes'),
          (value) => fixed(value, 0),
        ),
        numberColumn('cores used', usedCores, (value) => fixed(value, 2)),
        numberColumn(
          'throttled periods',
          (result) => throttledShare(groupsOf(result)),
          (share) => percent(share, 0),
        ),
        numberColumn(
          'throttled (s)',
          (result) => total(result, 'throttledSeconds'),
          (value) => fixed(value, 2),
        ),
      ],
      rows,
    ),
  ];
}

/** `4 of 0.5 cores` */
function groupsCell(result: Measured): string {
  return [...groupedBy(groupsOf(result), ({ cores }) => cores)]
    .map(([cores, members]) => `${members.length} of ${coresText(cores)}`)
    .join(', ');
}

function groupsOf({ figures }: Measured) {
  return figures.typical.cpuLimits;
}

function total(result: Measured, key: 'processes' | 'throttledSeconds'): number {
  return sum(groupsOf(result).map((group) => group[key]));
}

/** Null where the processes of the app are unknown. */
function usedCores({ figures: { typical } }: Measured): number | null {
  const { target, primary } = typical.cpu.coresByRole;
  return target === null ? null : target + primary;
}
