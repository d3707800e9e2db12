/** How a comparison says things: metrics, changes and what would decide, in plain text without markup. */
import type { ComparedCell, CompareVerdict, Effect, Gate } from '../../harness/records/comparison.ts';
import { metricNamed } from '../../harness/stats/metrics/index.ts';
import { changesOf, type Metric } from '../../harness/stats/metrics/metric.ts';
import { counted, figure, fixed, percent, UNKNOWN } from '../format.ts';

/** What is said of a metric; of one that nothing here knows its name, and figures as they are, without a unit. */
export function metricWords(
  name: string,
): Pick<Metric, 'label' | 'shortUnit' | 'shownPer' | 'kind' | 'changes'> {
  return (
    metricNamed(name) ?? {
      label: name,
      shortUnit: '',
      shownPer: 1,
      kind: 'mean',
      changes: changesOf(name, 'higher', 'lower'),
    }
  );
}

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

/** A figure in the metric's short unit, which stands elsewhere; shares carry their percent sign. */
export function metricFigure(metric: string, value: number | null): string {
  if (value === null || !Number.isFinite(value)) return UNKNOWN;
  const { kind, shownPer } = metricWords(metric);
  if (kind === 'share') return percent(value, 2);
  const scaled = value / shownPer;
  const size = Math.abs(scaled);
  if (size >= 1e12) return exponential(scaled);
  return size > 0 && size < 0.0995 ? fixed(scaled, 3) : figure(scaled);
}

/** The same with its unit. */
export function metricValue(metric: string, value: number | null): string {
  const text = metricFigure(metric, value);
  const { shortUnit, kind } = metricWords(metric);
  return text === UNKNOWN || shortUnit === '' || kind === 'share' ? text : `${text} ${shortUnit}`;
}

/** `9,686 → 9,095 req/s` */
export function fromTo({ metric, base, head }: Effect): string {
  return `${metricFigure(metric, base.mean)} → ${metricValue(metric, head.mean)}`;
}

/** `−6.1 %`, of a share `+0.12 points`, of a count `+3`; a dash where nothing is known. */
export function changeText({ metric, change }: Pick<Effect, 'metric' | 'change'>): string {
  if (change === null || !Number.isFinite(change)) return UNKNOWN;
  const { kind, shortUnit } = metricWords(metric);
  if (kind === 'share') return signed(change * 100, 2, 'points');
  if (kind === 'count') return signed(change, 1, shortUnit).trimEnd();
  return signedShare(change);
}

/** `−6.1 %, slower`; without a word where it rounds to nothing. */
export function changeInWords(effect: Pick<Effect, 'metric' | 'change'>): string {
  const word = direction(effect);
  return word === null
    ? changeText(effect)
    : `${changeText(effect)}, ${metricWords(effect.metric).changes[word]}`;
}

/** `is slower`; null where the change is not known, or rounds to nothing. */
export function whatItDoes(effect: Effect): string | null {
  const word = direction(effect);
  const { isHigher, isLower } = metricWords(effect.metric).changes;
  return word === null ? null : word === 'higher' ? isHigher : isLower;
}

/** `−7.2 % to −5.0 %`; null where the interval is not known. */
export function intervalText({ interval }: Effect): string | null {
  return interval === null || !Number.isFinite(interval.low) || !Number.isFinite(interval.high)
    ? null
    : `${signedShare(interval.low)} to ${signedShare(interval.high)}`;
}

/** Whether higher or lower; null where nobody can see it. */
function direction(effect: Pick<Effect, 'metric' | 'change'>): 'higher' | 'lower' | null {
  const text = changeText(effect);
  return text.startsWith('+') ? 'higher' : text.startsWith('−') ? 'lower' : null;
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
  return signed(value * 100, Math.abs(value) >= 9.995 ? 0 : 1, '%');
}

function signed(value: number, decimals: 0 | 1 | 2, unit: string): string {
  const size = Math.abs(value);
  const text = size >= 1e9 ? exponential(size) : fixed(size, decimals);
  const sign = /^[0.]*$/.test(text) ? '' : value < 0 ? '−' : '+';
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
