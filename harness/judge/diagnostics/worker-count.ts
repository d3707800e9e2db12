/** Whether as many processes report as the variant has workers. */
import { reportingWorkers } from '../costs.ts';
import type { Diagnostic } from '../diagnostic.ts';

export const targetUnseen: Diagnostic = {
  code: 'target-unseen',
  find: ({ cpu, isAttached }) =>
    isAttached && cpu.coresByRole.target === null
      ? {
          text: 'no process that listens at the URL was found: it runs in a container, as another user or on another host; CPU and memory of the app are unknown',
          numbers: {},
        }
      : null,
};

export const agentSilent: Diagnostic = {
  code: 'agent-silent',
  find: (figures) => {
    const { workers, events, isAttached } = figures;
    if (isAttached) return null;
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
    const { workers, isReference, isAttached } = figures;
    const answering = reportingWorkers(figures).length;
    if (answering <= workers) return null;
    if (isAttached) {
      const text =
        'the server has more workers than when the run began, so that trials are not alike: it was restarted or scaled';
      return { text, numbers: { workers, reporting: answering } };
    }
    return {
      text: isReference
        ? 'the app runs several workers of its own: this variant is the app’s own cluster, not a single process'
        : 'the app runs more processes than the variant has workers: measure it as it is, with --workers 1',
      numbers: { workers, reporting: answering },
    };
  },
};
