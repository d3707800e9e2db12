import type { RunHeader, Trial } from './run.ts';

/** endOfTrial is the end of a trial's window; of a failed trial, the end that its plan gives. */
export function endOfTrial(
  trial: Trial,
  { warmupSeconds, durationSeconds }: Pick<RunHeader['plan'], 'warmupSeconds' | 'durationSeconds'>,
): string {
  const endedMs =
    trial.status === 'ok'
      ? Date.parse(trial.windowStartedAt) + trial.load.windowSeconds * 1_000
      : Date.parse(trial.startedAt) + (warmupSeconds + durationSeconds) * 1_000;
  return new Date(endedMs).toISOString();
}
