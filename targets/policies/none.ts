import type { Policy } from './policy.ts';

export const none: Policy = {
  name: 'none',
  summary: 'the workers share one socket, and the kernel wakes whichever it likes',
  isRoundRobin: false,
  reusePort: false,
  // 0.3 to 1.7 with four workers and more, half of them above 0.7.
  skew: {
    mostVariation: 0.5,
    reason:
      'under policy none the kernel gives a connection to whichever worker it wakes, and there it stays; a property of the setup, no fault (--policy rr,reuseport for others)',
  },
  comparedWith: null,
  colour: '#d55e00',
};
