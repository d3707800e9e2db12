import { latencyPercentile } from './latency-percentile.ts';

export const p99 = latencyPercentile(99, {
  summary: '99% of the correct responses took at most this long',
  // A tail depends on a hundredth of the requests.
  mostVariation: 0.25,
  percentilesBeside: [50, 99.9],
});
