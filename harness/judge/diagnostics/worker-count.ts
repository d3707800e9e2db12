/** Whether as many processes report as the variant has workers. */
import { reportingWorkers } from '../costs.ts';
import type { Diagnostic } from '../diagnostic.ts';

export const agentSilent: Diagnostic = {
  code: 'agent-silent',
  find: (figures) => {
    const { workers, events } = figures;
    const answering = reportingWorkers(figures).length;
    // An event may have ended them.
    if (answering >= workers || events.length > 0) return null;
    return {
      text: 'not every worker reported its figures: its event loop was blocked, or the app starts processes of its own; balance and memory are incomplete',
      numbers: { workers, reporting: answering },
    };
  },
};

export const moreWorkers: Diagnostic = {
  code: 'more-workers',
  find: (figures) => {
    const { workers, isReference } = figures;
    const answering = reportingWorkers(figures).length;
    if (answering <= workers) return null;
    return {
      text: isReference
        ? 'the app runs several workers of its own: this variant is the app’s own cluster, not a single process'
        : 'the app runs more processes than the variant has workers: measure it as it is, with --workers 1',
      numbers: { workers, reporting: answering },
    };
  },
};
