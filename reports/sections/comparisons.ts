import { type Comparison, memberPairs, workersPairs } from '../comparison.ts';
import { code } from '../escape.ts';
import { CONFIDENCE } from '../estimate.ts';
import { figure, signedPercent, UNKNOWN } from '../format.ts';
import type { Group } from '../groups.ts';
import type { Scored } from '../measured.ts';
import { table } from '../table.ts';

const verdicts = (more: string, less: string): Readonly<Record<Comparison['outcome'], string>> => ({
  more,
  less,
  level: 'no difference beyond the spread',
  unknown: 'spread unknown',
});

/** Pairs that differ in one thing: the policy, the proxy, the topology, a setting or the workers. Empty where the run has none. */
export function comparisonsTable(group: Group): string {
  const pairs = [
    ...memberPairs(group, 'policy'),
    ...memberPairs(group, 'proxy'),
    ...memberPairs(group, 'topology'),
    ...memberPairs(group, 'settings'),
    ...workersPairs(group),
  ];
  const { metric } = group;
  const outcomes = metric.better === 'higher' ? verdicts('more', 'less') : verdicts('higher', 'lower');
  const figures = metric.isRate ? metric.shortUnit : `${metric.title} (${metric.shortUnit})`;
  const shown = ({ figures: { score } }: Scored) => figure(score.mean / metric.shownPer);
  return table<Comparison>(
    [
      { title: 'setup', align: 'left', cell: ({ result }) => code(result.setup) },
      { title: 'against', align: 'left', cell: ({ against }) => code(against.setup) },
      { title: figures, align: 'right', cell: ({ result }) => shown(result) },
      {
        title: `against (${metric.shortUnit})`,
        align: 'right',
        cell: ({ against }) => shown(against),
      },
      {
        title: 'difference',
        align: 'right',
        cell: ({ ratio }) => (ratio === null ? UNKNOWN : signedPercent(ratio - 1)),
      },
      {
        title: `${CONFIDENCE * 100} % interval`,
        align: 'right',
        cell: ({ interval }) =>
          interval === null ? UNKNOWN : `${signedPercent(interval.low)} to ${signedPercent(interval.high)}`,
      },
      { title: 'verdict', align: 'left', cell: ({ outcome }) => outcomes[outcome] },
    ],
    pairs,
  );
}
