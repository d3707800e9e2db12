/** ResolvedRun -> RunRecord: trial after trial, each journalled as it ends. */
import type { HostAbilities } from '../../targets/member.ts';
import type { ResolvedRun } from '../config/resolved-run.ts';
import { estimatedSeconds } from './estimate.ts';
import { planTrials } from './plan.ts';
import { Recording, type RunOutcome } from './recording.ts';
import { describeRun } from './run-header.ts';
import { ownRuntime } from './runtime.ts';
import type { RunOptions, RunTools } from './tools.ts';
import { runTrials } from './trials.ts';
import { withRunTools } from './with-tools.ts';

/** Runs every trial. The run's folder exists; a trial that fails is a record. */
export async function executeRun(
  run: ResolvedRun,
  capabilities: HostAbilities,
  options: RunOptions,
): Promise<RunOutcome> {
  const { config, cells, skipped } = run;
  options.watch({
    type: 'planned',
    folder: config.out,
    cells: cells.map(({ facts }) => facts),
    skipped,
    trials: cells.length * config.trials,
    estimatedSeconds: estimatedSeconds(run),
  });
  const runtime = await ownRuntime(process.cwd(), (reason) => {
    options.watch({ type: 'notice', text: `the record does not name the commit: ${reason}` });
  });
  return withRunTools({ run, capabilities, runtime }, options, recordTrials);
}

async function recordTrials(tools: RunTools): Promise<RunOutcome> {
  const { run, watch, signal } = tools;
  const planned = planTrials(run);
  const recording = await Recording.begin(describeRun(tools), run.config.out, watch);
  let defect: unknown;
  try {
    for await (const trial of runTrials(planned, tools)) await recording.add(trial);
  } catch (error) {
    if (!signal.aborted) defect = error;
  }
  // With a precision to reach, nobody knows beforehand how many trials are all.
  const isOpen = run.config.precision !== null && signal.aborted;
  const isCut = recording.trials.length < planned.length || isOpen;
  const outcome = await recording.end(isCut ? 'partial' : 'complete');
  // A defect of ours costs the trials to come, never those that are done.
  if (defect !== undefined) throw defect;
  return outcome;
}
