import { studentTQuantile } from './student-t.ts';
import { mean, squaresAbout } from './summary.ts';

/** LevelChange is a difference in throughput between the two parts of a window. */
export interface LevelChange {
  /** `early`: at the window's middle or before. */
  readonly part: 'early' | 'late';
  /** Seconds of the window that passed before the throughput changed. */
  readonly changeAtSecond: number;
  /** Mean throughput until then, in the unit of the series. */
  readonly before: number;
  /** Mean throughput from then on. */
  readonly after: number;
}

/** Smaller differences, as a share of the longer part's throughput, do not matter, however significant. */
const LEAST_CHANGE = 0.05;
/** Highest rate of false alarms, early or late, in healthy windows. */
const FALSE_ALARMS = 0.001;
/**
 * Highest correlation of a healthy second with the next one. It makes the mean of many seconds spread more, by a
 * factor of up to sqrt((1 + r) / (1 - r)) (Bartlett, 1935): 1.36.
 */
const CORRELATION = 0.3;
/** With fewer seconds, chance alone explains even a first second at half speed. */
const LEAST_SECONDS = 5;

/**
 * levelChange finds the most significant split of a window into two levels. An early one is an unfinished warm-up. A
 * late one is an app that collapsed, or a warm-up that took most of the window.
 *
 * For each split, the difference of the two means is compared with the spread of the longer part (Student's t for one
 * short mean, Bonferroni over all splits; the maximum over splits is Worsley's test, JASA 74, 1979). The spread is
 * that of the longer part alone, because a ramp would hide behind its own steps. A permutation test such as
 * E-divisive cannot decide here: the first of 10 seconds is the lowest by chance in 1 window of 10.
 *
 * Connections that wait for the same delay complete in rounds, all at once, and two seconds may differ only by the
 * round that falls into one of them. So a difference of one round at each part's end is no change.
 *
 * In simulation (steady-state.test.ts) at most 0.1% of healthy windows alarm: 5 to 60 s, coefficient of variation 1
 * to 6%, correlation up to 0.3, or responses in rounds.
 *
 * @param perSecond throughput in each whole second; a shorter last one must be left out
 * @param atOnce responses that may come in one round
 * @returns null if no split is significant, and always below 5 seconds
 */
export function levelChange(perSecond: readonly number[], atOnce: number): LevelChange | null {
  if (perSecond.length < LEAST_SECONDS) return null;
  let found: LevelChange | null = null;
  let strongest = 1;
  for (let at = 1; at < perSecond.length; at++) {
    const [first, last] = [perSecond.slice(0, at), perSecond.slice(at)];
    const isEarly = first.length <= last.length;
    const strength = isEarly ? strengthOf(first, last, atOnce) : strengthOf(last, first, atOnce);
    if (strength > strongest) {
      strongest = strength;
      const part = isEarly ? 'early' : 'late';
      found = { part, changeAtSecond: at, before: mean(first), after: mean(last) };
    }
  }
  return found;
}

/**
 * strengthOf is the difference divided by the one that chance makes in one healthy window of 1,000; 0 if it is too
 * small to matter.
 */
function strengthOf(short: readonly number[], long: readonly number[], atOnce: number): number {
  const usual = mean(long);
  const difference = Math.abs(mean(short) - usual);
  const lengths = 1 / short.length + 1 / long.length;
  if (difference <= atOnce * lengths || difference < LEAST_CHANGE * usual) return 0;
  const splits = short.length + long.length - 1;
  const variance = squaresAbout(long) / (long.length - 1);
  const inflation = Math.sqrt((1 + CORRELATION) / (1 - CORRELATION));
  const error = inflation * Math.sqrt(variance * lengths);
  return difference / error / studentTQuantile(FALSE_ALARMS / 2 / splits, long.length - 1);
}
