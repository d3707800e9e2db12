/** A window of two states of the app: its mean is of neither. */
import { type LevelChange, levelChange } from '../../stats/steady-state.ts';
import type { Diagnostic, Finding, TrialFigures } from '../diagnostic.ts';

export const warmingUp: Diagnostic = {
  code: 'warming-up',
  find: (figures) =>
    findingOf(
      'early',
      figures,
      'the first seconds of the window were not as the rest, and the figures are of both: ask for a longer warm-up (--warmup)',
    ),
};

export const unsteady: Diagnostic = {
  code: 'unsteady',
  find: (figures) =>
    findingOf(
      'late',
      figures,
      'the throughput changed late in the window and stayed so to its end, and the figures are of both: look for what the app ran into then; where it rose, ask for a longer warm-up (--warmup)',
    ),
};

function findingOf(
  part: LevelChange['part'],
  { load: { perSecond, windowSeconds, mode, connections } }: TrialFigures,
  text: string,
): Finding | null {
  // The last one may be shorter than a second, and too few requests to tell.
  const whole = perSecond.slice(0, Math.floor(windowSeconds + 1e-6)).map(({ completed }) => completed);
  // In an open loop requests come on their own.
  const change = levelChange(whole, mode.arrivals === 'open' ? 1 : connections);
  if (change?.part !== part) return null;
  const { changeAtSecond, before, after } = change;
  return { text, numbers: { changeAtSecond, before, after } };
}
