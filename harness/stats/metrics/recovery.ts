import type { OkTrial } from '../../records/run.ts';
import { mean } from '../summary.ts';
import { changesOf, type Metric, usualTraits } from './metric.ts';

export const recovery: Metric = {
  ...usualTraits,
  name: 'recovery',
  summary: 'seconds from the start of a window event until throughput is back within 5% of before',
  label: 'recovery',
  title: 'Recovery',
  unit: 's',
  longUnit: 's',
  shortUnit: 's',
  better: 'lower',
  kind: 'count',
  ofEvents: true,
  read: ({ events, load: { windowSeconds } }) => {
    const known = events.filter(({ cost }) => (cost?.throughputBefore ?? null) !== null);
    return known.length === 0 ? null : mean(known.map((event) => secondsOf(event, windowSeconds)));
  },
  mostVariation: null,
  leastDifference: 0.2,
  isPermuted: true,
  gateUnits: { s: 1, ms: 0.001 },
  changes: {
    ...changesOf('recovery', 'longer', 'shorter'),
    isHigher: 'recovers later',
    isLower: 'recovers sooner',
  },
  best: { winner: 'Fastest recovery', leader: 'Fastest recovery' },
  narrowTitle: 'recovery s',
  chart: { scale: 'linear', axis: 'seconds until throughput is back', scalingAxis: 'seconds' },
  explanation:
    'Recovery is the time from the start of an event until throughput is back within 5% of before; where it never came back, it is the time until the window’s end.',
};

/** A target that never recovers counts with the rest of the window. */
function secondsOf({ cost, atSeconds }: OkTrial['events'][number], windowSeconds: number): number {
  return cost?.recoverySeconds ?? windowSeconds - atSeconds;
}
