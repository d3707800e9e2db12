import type { OkTrial, ProcessFigures } from '../records/run.ts';

/** The app's workers that reported their figures: fewer than the setup has where an agent is silent. */
export function answeringWorkers({ processes }: Pick<OkTrial, 'processes'>): ProcessFigures[] {
  return processes.filter(({ role }) => role === 'worker');
}
