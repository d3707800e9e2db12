import type { OkTrial, Trial } from '../records/run.ts';

/** Codes of diagnostics about other work on the host. They cast doubt on every figure of a trial. */
const DISTURBANCES: readonly string[] = ['foreign-load', 'steal', 'cpu-pressure'];

/** isDisturbance says whether a diagnostic means that something outside the run took cores from a trial. */
export function isDisturbance(code: string): boolean {
  return DISTURBANCES.includes(code);
}

export interface DisturbedTrials {
  /** Trials with figures that something outside the run disturbed. */
  readonly disturbed: number;
  /** All trials with figures. */
  readonly trials: number;
}

/** disturbedTrials counts the trials with figures, and those that something outside the run disturbed. */
export function disturbedTrials(trials: readonly Trial[]): DisturbedTrials {
  const ok = trials.filter((trial): trial is OkTrial => trial.status === 'ok');
  const disturbed = ok.filter(({ warnings }) => warnings.some(({ code }) => isDisturbance(code)));
  return { disturbed: disturbed.length, trials: ok.length };
}
