/** The result of a gate, and the reason if it cannot be told. */
import type { Gate, GateInterval, GateRule } from '../../records/gate.ts';
import type { Metric } from '../../stats/metrics/metric.ts';
import { studentTQuantile } from '../../stats/student-t.ts';
import { standardDeviation } from '../../stats/summary.ts';
import type { GateFigures } from './gate-interval.ts';

const KEEPS: Readonly<Record<GateRule['sign'], (figure: number, limit: number) => boolean>> = {
  '<': (figure, limit) => figure < limit,
  '<=': (figure, limit) => figure <= limit,
  '>': (figure, limit) => figure > limit,
  '>=': (figure, limit) => figure >= limit,
};

type Limit = Pick<GateRule, 'sign' | 'limit'>;
type Verdict = Pick<Gate, 'result' | 'reason'>;

/**
 * judgeGate compares the interval of the true mean with the limit.
 *
 * A limit of 0 is about what was seen: figures are never negative, and no number of trials proves that something never
 * happens.
 */
export function judgeGate(rule: Limit, figures: GateFigures, metric: Metric, runs: number): Verdict {
  const { sign, limit } = rule;
  const { value, interval } = figures;
  if (limit === 0) return { result: KEEPS[sign](value, 0) ? 'met' : 'not-met', reason: null };
  const { low, high } = endsOf(interval);
  const kept = [low, high].filter((end) => KEEPS[sign](end, limit)).length;
  if (kept === 2) return { result: 'met', reason: null };
  if (kept === 0) return { result: 'not-met', reason: null };
  return { result: 'undecided', reason: whyOpen(rule, figures, metric, runs) };
}

function endsOf({ low, high }: GateInterval) {
  return { low, high: high ?? Number.POSITIVE_INFINITY };
}

function whyOpen(
  { limit }: Limit,
  { value, values, interval, floor, ofTrials }: GateFigures,
  metric: Metric,
  runs: number,
): string {
  if (interval.high === null) return 'the search found no rate that was too high';
  const room = Math.abs(value - limit);
  if (limit < ofTrials.low || limit > ofTrials.high)
    return 'too few requests for a limit so close: use a longer --duration, or more --trials';
  if (interval.source === 'assumed') {
    return 'a single trial shows no spread, and its figure is closer to the limit than trials may differ on a quiet host: use more --trials';
  }
  if (floor >= room) {
    return metric.isSought
      ? 'the limit is within what the search leaves open'
      : 'the limit is within what windows that cut rounds of requests leave open: use a longer --duration';
  }
  const what = runs > 1 ? 'runs' : 'trials';
  const needed = valuesToDecide(values, room);
  return `the interval contains the limit: ${needed === null ? `more than ${MOST_VALUES} ${what}` : `about ${needed} ${what}`} would decide`;
}

const MOST_VALUES = 1_000;

/** valuesToDecide is how many values with this spread have an interval that ends before the limit; null if too many. */
function valuesToDecide(values: readonly number[], room: number): number | null {
  const deviation = standardDeviation(values) ?? 0;
  for (let count = values.length + 1; count <= MOST_VALUES; count++) {
    if ((studentTQuantile(0.025, count - 1) * deviation) / Math.sqrt(count) < room) return count;
  }
  return null;
}
