import { sum } from '../summary.ts';
import { changesOf, type Metric, usualTraits } from './metric.ts';

export const memoryPerConnection: Metric = {
  ...usualTraits,
  name: 'memory-per-connection',
  summary: 'growth of the app’s resident memory since before the load, per open WebSocket',
  label: 'memory per connection',
  title: 'Memory per connection',
  unit: 'bytes',
  longUnit: 'kB',
  shortUnit: 'kB',
  shownPer: 1e3,
  better: 'lower',
  kind: 'mean',
  read: ({ load, memory }) => {
    const { sockets } = load;
    if (sockets === null || sockets.openAtEnd === 0 || memory === null) return null;
    if (memory.beforeLoadBytes === null) return null;
    const atEnd = sum(memory.processes.map(({ bytes }) => bytes.at(-1) ?? 0));
    const growth = atEnd - memory.beforeLoadBytes;
    // A collection freed more than the connections took: nothing is known of them.
    return growth > 0 ? growth / sockets.openAtEnd : null;
  },
  isShownAtZero: false,
  gateUnits: { kB: 1e3, MB: 1e6 },
  changes: {
    ...changesOf('memory per connection', 'more', 'less'),
    isHigher: 'needs more memory per connection',
    isLower: 'needs less memory per connection',
  },
  best: { winner: 'Least memory per connection', leader: 'Least memory per connection' },
  narrowTitle: 'kB/connection',
  chart: { scale: 'linear', axis: 'kB per connection', scalingAxis: 'kB per connection' },
};
