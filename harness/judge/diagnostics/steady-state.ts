/** Windows in which the app's throughput changed: their mean describes neither level. */
import { type LevelChange, levelChange } from '../../stats/steady-state.ts';
import type { Diagnostic, Finding, TrialFigures } from '../diagnostic.ts';

export const warmingUp: Diagnostic = {
  code: 'warming-up',
  find: (figures) =>
    findingOf(
      'early',
      figures,
      'the throughput of the first seconds differs from the rest of the window, and the figures mix both: use a longer warm-up (--warmup)',
    ),
};

export const unsteady: Diagnostic = {
  code: 'unsteady',
  find: (figures) =>
    findingOf(
      'late',
      figures,
      'the throughput changed late in the window and stayed changed, and the figures mix both levels: look for what happened to the app then; if it rose, use a longer warm-up (--warmup)',
    ),
};

function findingOf(
  part: LevelChange['part'],
  { load: { perSecond, windowSeconds, mode, connections, phases }, events }: TrialFigures,
  text: string,
): Finding | null {
  // Stages and events change the throughput on purpose.
  if (phases.length > 0 || events.length > 0) return null;
  // The last entry may be shorter than a second, with too few requests to judge.
  const whole = perSecond.slice(0, Math.floor(windowSeconds + 1e-6)).map(({ completed }) => completed);
  // In an open loop requests arrive independently.
  const change = levelChange(whole, mode.arrivals === 'open' ? 1 : connections);
  if (change?.part !== part) return null;
  const { changeAtSecond, before, after } = change;
  return { text, numbers: { changeAtSecond, throughputBefore: before, throughputAfter: after } };
}
