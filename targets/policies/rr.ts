import type { Policy } from './policy.ts';

export const rr: Policy = {
  name: 'rr',
  summary: 'the primary hands connections to free workers in turn',
  isRoundRobin: true,
  reusePort: false,
  isSticky: false,
  // The primary hands out connections while workers are still starting: variation up to 0.3, and 0.6 in one trial of
  // 50 (100 to 500 connections).
  skew: { mostVariation: 1, reason: null },
  comparedWith: 'none',
  colour: '#0072b2',
};
