import type { Diagnostic } from '../diagnostic.ts';
import { coresSharedWith } from '../shared-cores.ts';

/** Below it a process that wants a core mostly finds one, however many there are. */
const FULL_SHARE = 0.9;

export const oversubscribed: Diagnostic = {
  code: 'oversubscribed',
  find: (figures) => {
    const { processes, cores, busyShare } = coresSharedWith('load', figures);
    if (processes <= cores || busyShare < FULL_SHARE) return null;
    return {
      text: 'more busy processes than cores shared the cores with the load client: they, and not the setup alone, decide who gets on; pin the load to cores of its own (--cpus), or ask for fewer --workers',
      numbers: { processes, cores, busyShare },
    };
  },
};
