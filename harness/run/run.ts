/** Plan -> RunRecord: trial after trial, each journalled as it ends. */

import type { RunConfig } from '../config/run-config.ts';
import type { Capabilities } from '../host/capabilities.ts';
import { estimatedSeconds } from './estimate.ts';
import { makePlan, type Plan } from './plan.ts';
import { Recording, type RunOutcome } from './recording.ts';
import { describeRun } from './run-header.ts';
import { type RunOptions, withRunTools } from './run-tools.ts';
import { ownRuntime } from './runtime.ts';
import type { RunTools } from './trial-context.ts';
import { runTrials } from './trials.ts';

/** Runs every trial of the configuration's plan. Its folder exists; a trial that fails is a record. */
export async function executeRun(
  config: RunConfig,
  capabilities: Capabilities,
  options: RunOptions,
): Promise<RunOutcome> {
  const plan = makePlan(config, capabilities);
  const { cells, skipped, trials } = plan;
  options.watch({
    type: 'planned',
    folder: config.out,
    cells,
    skipped,
    trials: trials.length,
    estimatedSeconds: estimatedSeconds(plan, config),
  });
  const runtime = await ownRuntime(process.cwd(), (reason) => {
    options.watch({ type: 'notice', text: `the record does not name the commit: ${reason}` });
  });
  return withRunTools({ ...options, config, capabilities, plan, runtime }, (tools) => runPlan(plan, tools));
}

async function runPlan(plan: Plan, tools: RunTools): Promise<RunOutcome> {
  const { config, watch, signal } = tools;
  const recording = await Recording.begin(describeRun(plan, tools), config.out, watch);
  let defect: unknown;
  try {
    for await (const trial of runTrials(plan, tools)) await recording.add(trial);
  } catch (error) {
    if (!signal.aborted) defect = error;
  }
  // With a precision to reach, nobody knows beforehand how many trials are all.
  const isCut = recording.trials.length < plan.trials.length || (config.precision !== null && signal.aborted);
  const outcome = await recording.end(isCut ? 'partial' : 'complete');
  // A defect of ours costs the trials to come, never those that are done.
  if (defect !== undefined) throw defect;
  return outcome;
}
