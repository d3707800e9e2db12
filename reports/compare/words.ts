/** Words of a comparison for metrics, figures and changes, as plain text. */
import type { Effect } from '../../harness/records/comparison.ts';
import { metricNamed } from '../../harness/stats/metrics/index.ts';
import { changesOf, type Metric } from '../../harness/stats/metrics/metric.ts';
import { figure, fixed, percent, UNKNOWN } from '../format.ts';

/** Words of a metric. An unknown metric keeps its name, and its figures have no unit. */
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

/** A figure without its unit; shares carry their percent sign. */
export function metricFigure(metric: string, value: number | null): string {
  if (value === null || !Number.isFinite(value)) return UNKNOWN;
  const { kind, shownPer } = metricWords(metric);
  if (kind === 'share') return percent(value, 2);
  const scaled = value / shownPer;
  const size = Math.abs(scaled);
  if (size >= 1e12) return exponential(scaled);
  return size > 0 && size < 0.0995 ? fixed(scaled, 3) : figure(scaled);
}

/** A figure with the metric's short unit: `9,686 req/s`. */
export function metricValue(metric: string, value: number | null): string {
  const text = metricFigure(metric, value);
  const { shortUnit, kind } = metricWords(metric);
  return text === UNKNOWN || shortUnit === '' || kind === 'share' ? text : `${text} ${shortUnit}`;
}

/** `9,686 → 9,095 req/s` */
export function fromTo({ metric, base, head }: Effect): string {
  return `${metricFigure(metric, base.mean)} → ${metricValue(metric, head.mean)}`;
}

/** `−6.1%`, `+0.12 points` for a share, `+3` for a count; a dash where the change is unknown. */
export function changeText({ metric, change }: Pick<Effect, 'metric' | 'change'>): string {
  if (change === null || !Number.isFinite(change)) return UNKNOWN;
  const { kind, shortUnit } = metricWords(metric);
  if (kind === 'share') return `${signed(change * 100, 2)} points`;
  if (kind === 'count') return `${signed(change, 1)} ${shortUnit}`.trimEnd();
  return `${signedShare(change)}%`;
}

/** `−6.1%, slower`; without the word where the change rounds to 0. */
export function changeInWords(effect: Pick<Effect, 'metric' | 'change'>): string {
  const word = direction(effect);
  return word === null
    ? changeText(effect)
    : `${changeText(effect)}, ${metricWords(effect.metric).changes[word]}`;
}

/** `is slower`; null where the change is unknown, or rounds to 0. */
export function whatItDoes(effect: Effect): string | null {
  const word = direction(effect);
  const { isHigher, isLower } = metricWords(effect.metric).changes;
  return word === null ? null : word === 'higher' ? isHigher : isLower;
}

/** `−7.2 to −5.0%`; null where the interval is unknown. */
export function intervalText({ interval }: Pick<Effect, 'interval'>): string | null {
  return interval === null || !Number.isFinite(interval.low) || !Number.isFinite(interval.high)
    ? null
    : `${signedShare(interval.low)} to ${signedShare(interval.high)}%`;
}

/** `−6.1% (−7.2 to −5.0%)` */
export function changeWithInterval(effect: Effect): string {
  const interval = intervalText(effect);
  return interval === null ? changeText(effect) : `${changeText(effect)} (${interval})`;
}

/** Direction of the change as printed; null where it rounds to 0. */
function direction(effect: Pick<Effect, 'metric' | 'change'>): 'higher' | 'lower' | null {
  const text = changeText(effect);
  return text.startsWith('+') ? 'higher' : text.startsWith('−') ? 'lower' : null;
}

/** Ratio as percent, without trailing zeros: `5%`, `2.5%`, `0.25%`. */
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
  return signed(value * 100, Math.abs(value) >= 9.995 ? 0 : 1);
}

function signed(value: number, decimals: 0 | 1 | 2): string {
  const size = Math.abs(value);
  const text = size >= 1e9 ? exponential(size) : fixed(size, decimals);
  const sign = /^[0.]*$/.test(text) ? '' : value < 0 ? '−' : '+';
  return `${sign}${text}`;
}

function exponential(value: number): string {
  return value.toExponential(1).replace('e+', 'e').replace('-', '−');
}
