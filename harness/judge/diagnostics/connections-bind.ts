import { lowestLimit } from '../../stats/binding.ts';
import type { Diagnostic } from '../diagnostic.ts';

export const connectionsBind: Diagnostic = {
  code: 'connections-bind',
  find: ({ load: { throughput, connections }, limits }) => {
    const lowest = lowestLimit(limits, throughput);
    if (lowest === null || lowest.setBy !== 'connections' || !lowest.binds) return null;
    return {
      text: 'the connections, not the target, limit the throughput: use more (--connections), or a load without delay (--scenario saturate)',
      numbers: { throughput, connectionLimit: lowest.limit, connections },
    };
  },
};
