import { mean, sum } from '../summary.ts';
import { changesOf, type Metric, usualTraits } from './metric.ts';

export const lost: Metric = {
  ...usualTraits,
  name: 'lost',
  summary: 'requests without a correct response per window event',
  label: 'lost requests',
  title: 'Lost requests',
  unit: 'requests',
  longUnit: 'requests per event',
  shortUnit: 'per event',
  better: 'lower',
  kind: 'count',
  ofEvents: true,
  read: ({ events }) => {
    const costs = events.flatMap(({ cost }) => cost ?? []);
    return costs.length === 0 ? null : mean(costs.map((cost) => sum(Object.values(cost.lost))));
  },
  // Losses are counts near 0.
  mostVariation: null,
  leastDifference: 1,
  isPermuted: true,
  gateUnits: { requests: 1 },
  changes: {
    ...changesOf('lost requests', 'more', 'fewer'),
    isHigher: 'loses more requests',
    isLower: 'loses fewer requests',
  },
  best: { winner: 'Fewest lost requests', leader: 'Fewest lost requests' },
  narrowTitle: 'lost',
  chart: { scale: 'linear', axis: 'requests lost per event', scalingAxis: 'requests lost per event' },
  explanation:
    'Lost requests were in flight when the event began, or sent before it ended, and got no correct response; a target that was told to stop may refuse requests, which are not lost.',
};
