import type { Verdict } from '../verdict.ts';

/** From this share of a bound on, the bound decides the throughput and not the target. */
const BINDING_SHARE = 0.9;

export const connectionsBind: Verdict = {
  code: 'connections-bind',
  find: ({ load: { throughput, connections }, bounds }) => {
    const limit = bounds.find(({ setBy }) => setBy === 'connections')?.limit;
    if (limit === undefined || throughput < BINDING_SHARE * limit) return null;
    return {
      text: 'the connections, not the target, set the throughput: ask for more (--connections), or for a load without delay (--scenario saturate)',
      numbers: { throughput, limit, connections },
    };
  },
};
