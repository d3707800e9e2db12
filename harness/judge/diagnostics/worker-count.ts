/** Whether as many processes answered as the setup has workers. */
import { answeringWorkers } from '../costs.ts';
import type { Diagnostic } from '../diagnostic.ts';

export const agentSilent: Diagnostic = {
  code: 'agent-silent',
  find: (figures) => {
    const { workers } = figures;
    const answering = answeringWorkers(figures).length;
    if (answering >= workers) return null;
    return {
      text: 'not every worker reported its figures: its event loop stood still, or the app starts processes of its own; balance and memory are incomplete',
      numbers: { workers, answering },
    };
  },
};

export const moreWorkers: Diagnostic = {
  code: 'more-workers',
  find: (figures) => {
    const { workers, isReference } = figures;
    const answering = answeringWorkers(figures).length;
    if (answering <= workers) return null;
    return {
      text: isReference
        ? 'the app runs several workers of its own: this setup is its own cluster, and no single process'
        : 'the app runs more processes than the setup gave it workers: measure it as it is, with --workers 1',
      numbers: { workers, answering },
    };
  },
};
