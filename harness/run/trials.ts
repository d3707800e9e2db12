/** The trials of a run, one after the other. */

import type { Trial } from '../records/run.ts';
import type { Phase } from '../trial/phase.ts';
import type { PlannedTrial } from '../trial/planned-trial.ts';
import { runTrial } from '../trial/trial.ts';
import type { Plan } from './plan.ts';
import { nextBlock, precisionOf } from './precision.ts';
import { type RunTools, trialContext } from './trial-context.ts';

/**
 * Every trial of the plan, and those that a precision asks for beyond it, until they end or the user's patience does.
 * Rejects where the running one is given up.
 */
export async function* runTrials(plan: Plan, tools: RunTools): AsyncGenerator<Trial> {
  const { watch, signal } = tools;
  const beganMs = performance.now();
  const done: Trial[] = [];
  let wasLoaded = false;
  const onLoaded = () => {
    wasLoaded = true;
  };
  let pending = [...plan.trials];
  while (pending.length > 0) {
    for (const [index, planned] of pending.entries()) {
      if (signal.aborted) return;
      const trial = await runPlanned(planned, tools, onLoaded);
      done.push(trial);
      yield trial;
      const secondsEach = (performance.now() - beganMs) / 1_000 / done.length;
      watch({ type: 'trial-ended', trial, remainingSeconds: secondsEach * (pending.length - index - 1) });
      if (!wasLoaded && done.length === plan.cells.length && done.length < plan.trials.length) {
        const text = 'no setup came to be loaded in its first trial; the others are left out';
        watch({ type: 'notice', text });
        return;
      }
    }
    pending = moreTrials(plan, done, tools);
    if (pending.length > 0) watch({ type: 'extended', trials: done.length + pending.length });
  }
}

function moreTrials(plan: Plan, done: readonly Trial[], { config }: RunTools): PlannedTrial[] {
  const { scenarios, seed } = config;
  const precision = precisionOf(config);
  if (precision === null) return [];
  const metrics = new Map(scenarios.map(({ name, metric }) => [name, metric]));
  return nextBlock(plan, done, metrics, precision, seed);
}

async function runPlanned(planned: PlannedTrial, tools: RunTools, onLoaded: () => void): Promise<Trial> {
  const { cell, trial, order } = planned;
  tools.watch({ type: 'trial-started', cell: cell.id, trial, order });
  const context = trialContext(cell, trial, tools);
  const onPhase = (phase: Phase) => {
    if (phase === 'warming up') onLoaded();
    context.onPhase(phase);
  };
  return runTrial(planned, { ...context, onPhase });
}
