import { sum } from '../summary.ts';
import { changesOf, type Metric, shareOf, usualTraits } from './metric.ts';

const casesOf = (({ load }) => {
  const seen = sum(Object.values(load.errors));
  return { seen, of: load.completed + seen };
}) satisfies Metric['cases'];

export const errors: Metric = {
  ...usualTraits,
  name: 'errors',
  summary: 'share of the requests that ended without a correct response',
  label: 'errors',
  title: 'Errors',
  unit: 'share',
  longUnit: '%',
  shortUnit: '%',
  shownPer: 0.01,
  better: 'lower',
  kind: 'share',
  read: (trial) => shareOf(casesOf(trial)),
  cases: casesOf,
  // A single error doubles a share near 0.
  mostVariation: null,
  isOfRequests: true,
  leastDifference: 0.0005,
  gateUnits: { '%': 0.01 },
  changes: {
    ...changesOf('errors', 'more', 'fewer'),
    isHigher: 'has more errors',
    isLower: 'has fewer errors',
  },
  best: { winner: 'Fewest errors', leader: 'Fewest errors' },
  narrowTitle: 'errors %',
  chart: { scale: 'linear', axis: 'percent of requests', scalingAxis: 'percent of requests' },
};
