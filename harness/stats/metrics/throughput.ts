import { type Metric, rateTraits } from './metric.ts';

export const throughput: Metric = {
  ...rateTraits,
  name: 'throughput',
  summary: 'correct responses per second',
  label: 'throughput',
  title: 'Throughput',
  read: ({ load }) => load.throughput,
  resolution: ({ load }) => load.resolution,
  provesAnswers: true,
  isOfRequests: true,
  // On a quiet host trials differ by 1 to 2%, and by 5% without a delay.
  mostVariation: 0.1,
  changes: { higher: 'faster', lower: 'slower', isHigher: 'is faster', isLower: 'is slower' },
  best: { winner: 'Highest throughput', leader: 'Highest throughput' },
  verb: 'completed',
  narrowTitle: 'req/s',
  chart: { scale: 'linear', axis: 'requests per second', scalingAxis: 'requests per second' },
};
