/** The trials of a run, one after the other. */
import type { Trial } from '../records/run.ts';
import type { Phase } from '../trial/phase.ts';
import type { PlannedTrial } from '../trial/planned-trial.ts';
import { partsOfTrial } from './parts-of-trial.ts';
import { nextBlock, precisionOf } from './precision.ts';
import type { RunTools } from './tools.ts';

/**
 * Every trial of the plan, and those that a precision asks for beyond it, until they end or the user's patience does.
 * Rejects where the running one is given up.
 */
export async function* runTrials(planned: readonly PlannedTrial[], tools: RunTools): AsyncGenerator<Trial> {
  const { run, watch, signal } = tools;
  const beganMs = performance.now();
  const done: Trial[] = [];
  let wasLoaded = false;
  const onLoaded = () => {
    wasLoaded = true;
  };
  let pending = planned;
  while (pending.length > 0) {
    for (const [index, next] of pending.entries()) {
      if (signal.aborted) return;
      const trial = await runPlanned(next, tools, onLoaded);
      done.push(trial);
      yield trial;
      const secondsEach = (performance.now() - beganMs) / 1_000 / done.length;
      watch({ type: 'trial-ended', trial, remainingSeconds: secondsEach * (pending.length - index - 1) });
      if (!wasLoaded && done.length === run.cells.length && done.length < planned.length) {
        const text = 'no setup came to be loaded in its first trial; the others are left out';
        watch({ type: 'notice', text });
        return;
      }
    }
    pending = moreTrials(done, tools);
    if (pending.length > 0) watch({ type: 'extended', trials: done.length + pending.length });
  }
}

function moreTrials(done: readonly Trial[], { run }: RunTools): PlannedTrial[] {
  const precision = precisionOf(run.config);
  return precision === null ? [] : nextBlock(run.cells, done, precision, run.config.seed);
}

async function runPlanned(planned: PlannedTrial, tools: RunTools, onLoaded: () => void): Promise<Trial> {
  const { cell, trial, order } = planned;
  tools.watch({ type: 'trial-started', cell: cell.id, trial, order });
  const parts = partsOfTrial(cell, trial, tools);
  const onPhase = (phase: Phase) => {
    if (phase === 'warming up') onLoaded();
    parts.reporting.onPhase(phase);
  };
  return tools.runTrial(planned, { ...parts, reporting: { ...parts.reporting, onPhase } });
}
