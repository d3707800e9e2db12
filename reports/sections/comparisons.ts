import { type Comparison, memberPairs, workersPairs } from '../comparison.ts';
import { type Block, section } from '../document/block.ts';
import { code } from '../document/inline.ts';
import { figureColumn, nameColumn, table } from '../document/table.ts';
import { CONFIDENCE } from '../estimate.ts';
import { figure, signedPercent, UNKNOWN } from '../format.ts';
import type { Group } from '../groups.ts';
import { numberColumn } from './number-column.ts';

const VERDICTS: Readonly<Record<Comparison['outcome'], string>> = {
  more: 'higher',
  less: 'lower',
  level: 'no significant difference',
  unknown: 'too few trials',
};

/** Pairs that differ in one thing: policy, proxy, topology, a setting or workers. Empty where the run has none. */
export function comparisonsSection(group: Group): Block[] {
  const pairs = [
    ...memberPairs(group, 'policy'),
    ...memberPairs(group, 'proxy'),
    ...memberPairs(group, 'topology'),
    ...memberPairs(group, 'settings'),
    ...workersPairs(group),
  ];
  const { metric } = group;
  const figures = `${metric.label} (${metric.shortUnit})`;
  const shown = (value: number) => figure(value / metric.shownPer);
  return section(
    3,
    'Variants compared',
    table<Comparison>(
      [
        nameColumn('variant', ({ result }) => code(result.cell.variant)),
        numberColumn(figures, ({ result }) => result.figures.score.mean, shown),
        nameColumn('compared with', ({ against }) => code(against.cell.variant)),
        numberColumn(figures, ({ against }) => against.figures.score.mean, shown),
        numberColumn('difference', ({ ratio }) => (ratio === null ? null : ratio - 1), signedPercent),
        figureColumn(
          `${CONFIDENCE * 100}% confidence interval`,
          ({ interval }) =>
            interval === null ? UNKNOWN : `${signedPercent(interval.low)} to ${signedPercent(interval.high)}`,
          ({ interval }) => interval?.low ?? null,
        ),
        nameColumn('result', ({ outcome }) => VERDICTS[outcome]),
      ],
      pairs,
    ),
  );
}
