import { latencyPercentile } from './latency-percentile.ts';

export const p99 = latencyPercentile(99, {
  summary: '99% of the correct responses came within this time',
  // A tail rests on a hundredth of the requests.
  mostVariation: 0.25,
  percentilesBeside: [50, 99.9],
});
