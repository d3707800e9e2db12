import { studentTQuantile } from './student-t.ts';
import { mean, sum } from './summary.ts';

/** Throughput that differs between a window's first seconds and its rest. */
export interface EarlyChange {
  /** Seconds of the window that passed before the throughput became steady. */
  readonly changeAtSecond: number;
  /** Mean throughput up to there, in the unit of the series. */
  readonly before: number;
  /** Mean throughput from there on. */
  readonly after: number;
}

/** Differences below this share of the steady throughput do not matter, however certain they are. */
const LEAST_CHANGE = 0.05;
/** A healthy window raises a false alarm at most this often. */
const FALSE_ALARMS = 0.001;
/**
 * Correlation of a healthy second with the next one, at most. It makes the mean of many seconds spread more than
 * it would, by a factor of up to sqrt((1 + r) / (1 - r)) (Bartlett, 1935): 1.36.
 */
const CORRELATION = 0.3;
/** With fewer, chance alone explains even a first second at half speed. */
const LEAST_SECONDS = 5;

/**
 * Whether a window began before the warm-up was over: the split into early seconds and rest that stands out most.
 *
 * For each split up to the window's middle the difference of the two means is held against the spread of the rest
 * (Student's t for one early mean, Bonferroni over the splits; the maximum over splits is Worsley's test, JASA 74,
 * 1979). The spread is that of the rest alone, for a ramp would hide behind its own steps. A permutation test, such
 * as E-divisive, cannot decide here: the first of 10 seconds is the lowest by chance in 1 window of 10.
 *
 * In simulation (steady-state.test.ts) at most 0.1 % of healthy windows alarm: 5 to 60 s, coefficient of variation
 * 1 to 6 %, correlation up to 0.3.
 *
 * @param perSecond throughput in each whole second; a shorter last one must be left out
 * @returns null where nothing stands out, and always below 5 seconds, which cannot tell
 */
export function earlyChange(perSecond: readonly number[]): EarlyChange | null {
  if (perSecond.length < LEAST_SECONDS) return null;
  const splits = Math.floor(perSecond.length / 2);
  const inflation = Math.sqrt((1 + CORRELATION) / (1 - CORRELATION));
  let found: EarlyChange | null = null;
  let strongest = 1;
  for (let at = 1; at <= splits; at++) {
    const rest = perSecond.slice(at);
    const [before, after] = [mean(perSecond.slice(0, at)), mean(rest)];
    const difference = Math.abs(before - after);
    if (difference === 0 || difference < LEAST_CHANGE * after) continue;
    const variance = sum(rest.map((value) => (value - after) ** 2)) / (rest.length - 1);
    const error = inflation * Math.sqrt(variance * (1 / at + 1 / rest.length));
    const strength = difference / error / studentTQuantile(FALSE_ALARMS / 2 / splits, rest.length - 1);
    if (strength > strongest) {
      strongest = strength;
      found = { changeAtSecond: at, before, after };
    }
  }
  return found;
}
