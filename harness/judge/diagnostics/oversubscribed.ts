import type { Diagnostic } from '../diagnostic.ts';
import { coresSharedWith } from '../shared-cores.ts';

/** Below this share a process that wants a core usually finds one, however many processes there are. */
const FULL_SHARE = 0.9;

export const oversubscribed: Diagnostic = {
  code: 'oversubscribed',
  find: (figures) => {
    if (figures.loadHosts.length > 0) return null;
    const { processes, cores, busyShare } = coresSharedWith('load', figures);
    if (processes <= cores || busyShare < FULL_SHARE) return null;
    return {
      text: 'more busy processes than cores shared the cores with the load client, so that scheduling, and not the variant alone, decides the figures: pin the load to cores of its own (--cpus), or use fewer --workers',
      numbers: { busyProcesses: processes, cores, busyShare },
    };
  },
};
