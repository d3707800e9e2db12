import type { Policy } from './policy.ts';

export const sticky: Policy = {
  name: 'sticky',
  summary: 'a hash of the client’s address picks the worker',
  inDefaultPlan: false,
  isRoundRobin: false,
  reusePort: false,
  isSticky: true,
  picksByAddress: true,
  // Few addresses are never even: 64 of them over 8 workers vary by 0.35, and a single one reaches a single worker.
  skew: {
    mostVariation: 0.5,
    reason:
      'under policy sticky all connections of a client address go to one worker, so a load from few addresses reaches few workers; a property of the load, not a fault',
  },
  comparedWith: 'rr',
  colour: '#8c6d1f',
};
