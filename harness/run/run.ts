/** ResolvedRun -> RunRecord: trial after trial, each written to the journal as it ends. */
import type { HostAbilities } from '../../targets/member.ts';
import type { ResolvedRun } from '../config/resolved-run.ts';
import type { Trial } from '../records/run.ts';
import type { Phase } from '../trial/phase.ts';
import type { PlannedTrial } from '../trial/planned-trial.ts';
import { plannedEvent, profileCount } from './estimate.ts';
import { lockRun, refuseChanged } from './lock-run.ts';
import { partsOfTrial } from './parts-of-trial.ts';
import { moreTrials, planTrials, restOfPlan } from './plan.ts';
import { profileTrials } from './profile-trials.ts';
import { Recording, type RunOutcome } from './recording.ts';
import { describeRun } from './run-header.ts';
import { ownRuntime } from './runtime.ts';
import type { RunOptions, RunTools } from './tools.ts';
import { withRunTools } from './with-tools.ts';

/** executeRun runs every trial. The run's folder exists. A failed trial is a record. */
export async function executeRun(
  run: ResolvedRun,
  capabilities: HostAbilities,
  options: RunOptions,
): Promise<RunOutcome> {
  const { cut } = options;
  await using _ = await lockRun(run.config.out, options.watch);
  if (cut) await refuseChanged(run.config.out, cut);
  options.watch(plannedEvent(run, cut?.trials));
  const runtime = await ownRuntime(run.config.asked.cwd, (reason) => {
    options.watch({ type: 'notice', text: `the record does not name the commit: ${reason}` });
  });
  // Await here, so that the lock is held until the end.
  return await withRunTools({ run, capabilities, runtime }, options, (tools) => recordTrials(tools, options));
}

async function recordTrials(tools: RunTools, { cut, isNight = false }: RunOptions): Promise<RunOutcome> {
  const { run, watch, signal } = tools;
  const { out } = run.config;
  const recording = cut
    ? await Recording.resume(cut, out, watch)
    : await Recording.begin(describeRun(tools, { isNight }), out, watch);
  let defect: unknown;
  try {
    for await (const trial of runTrials(recording.trials, tools)) await recording.add(trial);
    for await (const profile of profileTrials(recording.trials, tools)) recording.profiles.push(profile);
  } catch (error) {
    if (!signal.aborted) defect = error;
  }
  // With a precision, the number of trials is not known beforehand.
  const isOpen = run.config.precision !== null && signal.aborted;
  const isCut = recording.trials.length < planTrials(run).length || isOpen;
  const outcome = await recording.end(isCut ? 'partial' : 'complete');
  // A bug of ours loses the trials to come, never those that are done.
  if (defect !== undefined) throw defect;
  return outcome;
}

/**
 * runTrials makes every trial of the plan that is left, and those that a precision adds, until they are done or the
 * user interrupts. It rejects if the running trial is given up.
 *
 * @param recorded trials of an earlier sitting
 */
async function* runTrials(recorded: readonly Trial[], tools: RunTools): AsyncGenerator<Trial> {
  const { run, watch, signal } = tools;
  const beganMs = performance.now();
  const done: Trial[] = [...recorded];
  const before = done.length;
  // An agent that is lost in the first trial may be back, or another one there, in the next.
  let wasLoaded = tools.loadHosts !== null;
  const onLoaded = () => {
    wasLoaded = true;
  };
  let pending = restOfPlan(run, done) ?? [];
  const planned = before + pending.length;
  while (pending.length > 0) {
    for (const [index, next] of pending.entries()) {
      if (signal.aborted) return;
      const trial = await runPlanned(next, tools, onLoaded);
      done.push(trial);
      yield trial;
      const made = done.length - before;
      const secondsEach = (performance.now() - beganMs) / 1_000 / made;
      const left = pending.length - index - 1 + profileCount(run);
      watch({ type: 'trial-ended', trial, remainingSeconds: secondsEach * left });
      if (!wasLoaded && made === run.cells.length && done.length < planned) {
        const text = 'no variant reached the load phase in its first trial; the other trials are left out';
        watch({ type: 'notice', text });
        return;
      }
    }
    pending = moreTrials(run, done);
    if (pending.length > 0) watch({ type: 'extended', trials: done.length + pending.length });
  }
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
