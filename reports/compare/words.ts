/** How a comparison says things: metrics, changes and what would decide, in plain text without markup. */
import type {
  ComparedCell,
  CompareMetric,
  CompareVerdict,
  Effect,
  Gate,
} from '../../harness/records/comparison.ts';
import { counted, figure, fixed, percent, UNKNOWN } from '../format.ts';

interface MetricWords {
  readonly name: string;
  readonly unit: string;
  /** What `more` and `less` of it are called. */
  readonly more: string;
  readonly less: string;
  /** The same behind the name of a setup. */
  readonly hasMore: string;
  readonly hasLess: string;
}

const words = (name: string, unit: string, more: string, less: string): MetricWords => ({
  name,
  unit,
  more: `${more} ${name}`,
  less: `${less} ${name}`,
  hasMore: `has a ${more} ${name}`,
  hasLess: `has a ${less} ${name}`,
});

export const METRIC_WORDS: Readonly<Record<CompareMetric, MetricWords>> = {
  throughput: {
    name: 'throughput',
    unit: 'req/s',
    more: 'faster',
    less: 'slower',
    hasMore: 'is faster',
    hasLess: 'is slower',
  },
  capacity: words('capacity', 'req/s', 'higher', 'lower'),
  p50: words('p50', 'ms', 'higher', 'lower'),
  p99: words('p99', 'ms', 'higher', 'lower'),
  cpuPerRequest: {
    ...words('CPU a request', 'µs', 'more', 'less'),
    hasMore: 'takes more CPU a request',
    hasLess: 'takes less CPU a request',
  },
  rss: {
    ...words('memory', 'MB', 'more', 'less'),
    hasMore: 'takes more memory',
    hasLess: 'takes less memory',
  },
  errors: {
    ...words('errors', '', 'more', 'fewer'),
    hasMore: 'has more errors',
    hasLess: 'has fewer errors',
  },
};

export const VERDICT_WORDS: Readonly<Record<CompareVerdict, string>> = {
  regression: 'regression',
  improvement: 'improvement',
  'no-change': 'no change',
  undecided: 'cannot tell',
};

/** Instead of a verdict, where the base gave figures and the head none. */
export const BROKEN_WORDS = 'no figures';
/** The same behind a number of setups. */
export const NO_FIGURES = 'without figures of the head';

/** A figure in the unit of {@link METRIC_WORDS}, which stands elsewhere; shares carry their percent sign. */
export function metricFigure(metric: CompareMetric, value: number | null): string {
  if (value === null || !Number.isFinite(value)) return UNKNOWN;
  if (metric === 'errors') return percent(value, 2);
  const scaled = metric === 'rss' ? value / 1e6 : value;
  const size = Math.abs(scaled);
  if (size >= 1e12) return exponential(scaled);
  return size > 0 && size < 0.0995 ? fixed(scaled, 3) : figure(scaled);
}

/** The same with its unit. */
export function metricValue(metric: CompareMetric, value: number | null): string {
  const text = metricFigure(metric, value);
  const { unit } = METRIC_WORDS[metric];
  return text === UNKNOWN || unit === '' ? text : `${text} ${unit}`;
}

/** `9,686 → 9,095 req/s` */
export function fromTo({ metric, base, head }: Effect): string {
  return `${metricFigure(metric, base.mean)} → ${metricValue(metric, head.mean)}`;
}

/** `−6.1 %`, or of errors `+0.12 points`; a dash where nothing is known. */
export function changeText({ metric, change }: Pick<Effect, 'metric' | 'change'>): string {
  if (change === null || !Number.isFinite(change)) return UNKNOWN;
  return metric === 'errors' ? signed(change, 2, 'points') : signedShare(change);
}

/** `−6.1 %, slower`; without a word where it rounds to nothing. */
export function changeInWords(effect: Pick<Effect, 'metric' | 'change'>): string {
  const word = direction(effect);
  return word === null ? changeText(effect) : `${changeText(effect)}, ${METRIC_WORDS[effect.metric][word]}`;
}

/** `is slower`; null where the change is not known, or rounds to nothing. */
export function whatItDoes(effect: Effect): string | null {
  const word = direction(effect);
  const { hasMore, hasLess } = METRIC_WORDS[effect.metric];
  return word === null ? null : word === 'more' ? hasMore : hasLess;
}

/** `−7.2 % to −5.0 %`; null where the interval is not known. */
export function intervalText({ interval }: Effect): string | null {
  return interval === null || !Number.isFinite(interval.low) || !Number.isFinite(interval.high)
    ? null
    : `${signedShare(interval.low)} to ${signedShare(interval.high)}`;
}

/** Whether more or less; null where nobody can see it. */
function direction(effect: Pick<Effect, 'metric' | 'change'>): 'more' | 'less' | null {
  const text = changeText(effect);
  return text.startsWith('+') ? 'more' : text.startsWith('−') ? 'less' : null;
}

/** `13 more trials a side`, `2 more runs a side`, or both; null where nobody can tell. */
export function whatWouldDecide({ more, pairs }: Pick<ComparedCell, 'more' | 'pairs'>): string | null {
  const trials = more?.trials ? counted(more.trials, pairs === null ? 'more trial' : 'more pair') : null;
  const runs = more?.runs ? counted(more.runs, 'more run') : null;
  if (trials === null && runs === null) return null;
  if (runs === null) return pairs === null ? `${trials} a side` : `${trials} of trials`;
  return trials === null ? `${runs} a side` : `${trials} or ${runs} a side`;
}

/** `13 more trials a side would decide, as likely as not`; null where nobody can tell. */
export function remedyText(cell: Pick<ComparedCell, 'more' | 'pairs' | 'primary'>): string | null {
  const more = whatWouldDecide(cell);
  if (more === null) return null;
  // Without an interval nobody knows yet how much it takes.
  const what = cell.primary.interval === null ? 'show how they spread' : 'decide, as likely as not';
  return `${more} would ${what}`;
}

/** Ratio as percent with no more decimals than it has: `5 %`, `2.5 %`, `0.25 %`. */
export function plainPercent(value: number): string {
  const digits = ([0, 1] as const).find(
    (decimals) => Math.abs(value * 100 - Number((value * 100).toFixed(decimals))) < 1e-9,
  );
  return percent(value, digits ?? 2);
}

/** `p = 0.0004`, `p < 0.0001` */
export function pText(p: number): string {
  if (p < 0.0001) return 'p < 0.0001';
  return `p = ${p < 0.01 ? p.toFixed(4) : p.toFixed(2)}`;
}

function signedShare(value: number): string {
  return signed(value, Math.abs(value) >= 9.995 ? 0 : 1, '%');
}

function signed(share: number, decimals: 0 | 1 | 2, unit: string): string {
  const size = Math.abs(share * 100);
  const text = size >= 1e9 ? exponential(size) : fixed(size, decimals);
  const sign = /^[0.]*$/.test(text) ? '' : share < 0 ? '−' : '+';
  return `${sign}${text} ${unit}`;
}

function exponential(value: number): string {
  return value.toExponential(1).replace('e+', 'e').replace('-', '−');
}

/** What a gate found: `70.9 ms, and 1 trial without a figure`. */
export function gateValue({ metric, value, lacking }: Pick<Gate, 'metric' | 'value' | 'lacking'>): string {
  if (value === null) return 'no figure';
  const others = lacking === 0 ? '' : `, and ${counted(lacking, 'trial')} without a figure`;
  return `${metricValue(metric, value)}${others}`;
}
