import { studentTQuantile } from './student-t.ts';
import { mean, squaresAbout } from './summary.ts';

/** Throughput that differs between the two parts of a window. */
export interface LevelChange {
  /** `early`: no later than the window's middle. */
  readonly part: 'early' | 'late';
  /** Seconds of the window that passed before the throughput changed. */
  readonly changeAtSecond: number;
  /** Mean throughput up to there, in the unit of the series. */
  readonly before: number;
  /** Mean throughput from there on. */
  readonly after: number;
}

/** Differences below this share of the longer part's throughput do not matter, however certain they are. */
const LEAST_CHANGE = 0.05;
/** A healthy window raises a false alarm, early or late, at most this often. */
const FALSE_ALARMS = 0.001;
/**
 * Correlation of a healthy second with the next one, at most. It makes the mean of many seconds spread more than
 * it would, by a factor of up to sqrt((1 + r) / (1 - r)) (Bartlett, 1935): 1.36.
 */
const CORRELATION = 0.3;
/** With fewer, chance alone explains even a first second at half speed. */
const LEAST_SECONDS = 5;

/**
 * Whether a window is of two states: the split in two that stands out most. An early one is a warm-up that was not
 * over; a late one is an app that collapsed, or a warm-up that took most of the window.
 *
 * For each split the difference of the two means is held against the spread of the longer part (Student's t for one
 * short mean, Bonferroni over all splits; the maximum over splits is Worsley's test, JASA 74, 1979). The spread is that
 * of the longer part alone, for a ramp would hide behind its own steps. A permutation test, such as E-divisive, cannot
 * decide here: the first of 10 seconds is the lowest by chance in 1 window of 10.
 *
 * Connections that wait for the same delay answer in rounds, all at once, and which second a round falls into may be
 * all that two seconds differ by: what a round at each part's end explains is no change.
 *
 * In simulation (steady-state.test.ts) at most 0.1 % of healthy windows alarm: 5 to 60 s, coefficient of variation
 * 1 to 6 %, correlation up to 0.3, or answers in rounds.
 *
 * @param perSecond throughput in each whole second; a shorter last one must be left out
 * @param atOnce answers that may come in one round
 * @returns null where nothing stands out, and always below 5 seconds, which cannot tell
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

/** How many times the difference that chance makes in one healthy window of 1,000; 0 where it is too small to matter. */
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
