import { serviceMemoryBytes } from '../service-memory.ts';
import { changesOf, type Metric, usualTraits } from './metric.ts';

export const rss: Metric = {
  ...usualTraits,
  name: 'rss',
  summary: 'resident memory of the whole service at the end of the window',
  label: 'memory',
  title: 'Memory',
  unit: 'bytes',
  longUnit: 'MB',
  shortUnit: 'MB',
  shownPer: 1e6,
  better: 'lower',
  kind: 'mean',
  read: serviceMemoryBytes,
  gateUnits: { MB: 1e6, GB: 1e9 },
  changes: {
    ...changesOf('memory', 'more', 'less'),
    isHigher: 'needs more memory',
    isLower: 'needs less memory',
  },
  best: { winner: 'Least memory', leader: 'Least memory' },
  narrowTitle: 'memory MB',
  chart: { scale: 'linear', axis: 'resident memory in MB', scalingAxis: 'resident memory in MB' },
};
