import { sum } from '../summary.ts';
import { changesOf, type Metric, shareOf, usualTraits } from './metric.ts';

const STATUS = '401';
const LABEL = 'share of 401s';

// Labels without any 401 are those of logins and of pages for everybody.
const casesOf = (({ load }) => {
  const labels = load.byLabel.filter(({ statuses }) => (statuses[STATUS] ?? 0) > 0);
  const counts = (labels.length > 0 ? labels : [load]).map(({ statuses }) => statuses);
  return {
    seen: sum(counts.map((statuses) => statuses[STATUS] ?? 0)),
    of: sum(counts.flatMap((statuses) => Object.values(statuses))),
  };
}) satisfies Metric['cases'];

export const unauthorized: Metric = {
  ...usualTraits,
  name: 'unauthorized',
  summary: 'share of the responses that refuse the session with 401, logins aside',
  label: LABEL,
  title: 'Responses with 401',
  unit: 'share',
  longUnit: '%',
  shortUnit: '%',
  shownPer: 0.01,
  better: 'lower',
  kind: 'share',
  read: (trial) => shareOf(casesOf(trial)),
  cases: casesOf,
  // A single 401 doubles a share near 0.
  mostVariation: null,
  leastDifference: 0.005,
  isShownAtZero: false,
  gateUnits: { '%': 0.01 },
  changes: changesOf(LABEL, 'higher', 'lower'),
  best: { winner: 'Fewest 401s', leader: 'Fewest 401s' },
  narrowTitle: '401 %',
  chart: { scale: 'linear', axis: 'percent of responses', scalingAxis: 'percent of responses' },
  explanation:
    'requests of a user who has logged in that met a worker which does not know the session. The responses of a login do not count.',
};
