/** The instants at which requests are due while the rate changes by stages. */

import { areaOf, type Leg } from '../../stats/stages.ts';
import type { LoadShare, PaceShare } from '../load-client.ts';
import type { Schedule } from './schedule.ts';

/**
 * stagedSchedule makes the instants of one load process. They end with the last stage.
 *
 * The integral of the rate over time counts the requests of all processes. `fixed` makes one due wherever it reaches
 * 0.5, 1.5, 2.5, ..., so that each stage has its number of requests to within one, and the processes take turns.
 * `poisson` has exponential steps of the integral: a Poisson process of this rate.
 *
 * @param random uniform in [0, 1)
 */
export function stagedSchedule(
  legs: readonly Leg[],
  { arrivals, fromMs, share }: Pick<PaceShare, 'arrivals' | 'fromMs'> & { readonly share: LoadShare },
  random: () => number,
): Schedule {
  const { index, processes } = share;
  const poissonStep = () => -Math.log(1 - random()) * processes;
  let count = 0;
  let reached = arrivals === 'fixed' ? index + 0.5 : poissonStep();
  /** The leg in which the next instant lies, and the integral at its start. */
  let at = 0;
  let before = 0;
  let nextMs = instant();

  function instant(): number {
    for (let leg = legs[at]; leg; leg = legs[++at]) {
      const area = areaOf(leg);
      if (reached < before + area) return fromMs + 1_000 * secondsAt(leg, reached - before);
      before += area;
    }
    return Number.POSITIVE_INFINITY;
  }

  return {
    get nextMs() {
      return nextMs;
    },
    advance: () => {
      count++;
      reached = arrivals === 'fixed' ? index + 0.5 + count * processes : reached + poissonStep();
      nextMs = instant();
    },
  };
}

/**
 * secondsAt returns the time, from the start of the window, at which the integral over a leg reaches `area`. It is the
 * root of a t^2 / 2 + r t = area, in the form that does not cancel and holds for a constant rate too.
 */
function secondsAt({ fromSeconds, toSeconds, fromLevel, level }: Leg, area: number): number {
  if (area <= 0) return fromSeconds;
  const slope = (level - fromLevel) / (toSeconds - fromSeconds);
  const root = Math.sqrt(Math.max(0, fromLevel ** 2 + 2 * slope * area));
  return fromSeconds + (2 * area) / (fromLevel + root);
}
