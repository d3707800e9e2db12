import { latencyPercentile } from './latency-percentile.ts';

export const p50 = latencyPercentile(50, {
  summary: 'half of the correct responses took at most this long',
  mostVariation: 0.1,
  percentilesBeside: [99],
});
