import { type Metric, usualTraits } from './metric.ts';

export const throughput: Metric = {
  ...usualTraits,
  name: 'throughput',
  summary: 'correct responses per second',
  label: 'throughput',
  title: 'Throughput',
  unit: 'req/s',
  longUnit: 'requests per second',
  shortUnit: 'req/s',
  better: 'higher',
  kind: 'mean',
  read: ({ load }) => load.throughput,
  resolution: ({ load }) => load.resolution,
  isRate: true,
  provesAnswers: true,
  // On a quiet host trials differ by 1 to 2%, and by 5% without a delay.
  mostVariation: 0.1,
  gateUnits: { 'req/s': 1, '/s': 1 },
  changes: { higher: 'faster', lower: 'slower', isHigher: 'is faster', isLower: 'is slower' },
  best: { winner: 'Highest throughput', leader: 'Highest throughput' },
  verb: 'completed',
  narrowTitle: 'req/s',
  chart: { scale: 'linear', axis: 'requests per second', scalingAxis: 'requests per second' },
};
