import type { Policy } from './policy.ts';

export const none: Policy = {
  name: 'none',
  summary: 'workers share a socket, the kernel picks one',
  isRoundRobin: false,
  reusePort: false,
  isSticky: false,
  // Variation is 0.3 to 1.7 with four or more workers, and above 0.7 in half of the trials.
  skew: {
    mostVariation: 0.5,
    reason:
      'under policy none the kernel gives a connection to any worker that it wakes, and it stays there; a property of the variant, not a fault (--policy rr,reuseport for others)',
  },
  comparedWith: null,
  colour: '#d55e00',
};
