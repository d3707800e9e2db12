import { latencyPercentile } from './latency-percentile.ts';

export const p50 = latencyPercentile(50, {
  summary: 'half of the correct responses came within this time',
  mostVariation: 0.1,
  percentilesBeside: [99],
});
