import type { CellResult } from '../../cell-result.ts';
import { clipped } from '../../clipped.ts';
import { measured, scored } from '../../comparison.ts';
import { withInterval } from '../../estimate.ts';
import type { Group } from '../../groups.ts';
import { limitOf, SET_BY } from '../../limits.ts';
import type { Scored } from '../../measured.ts';
import { isOneRate } from '../../open-loop.ts';
import type { Row, RowsFigure } from '../figure.ts';
import type { CellColours } from './cell-colour.ts';
import { meanAndInterval, rowOf, titled } from './labels.ts';
import { amountAxis, betterIs, decadesAxis, extent } from './metric-axis.ts';

/** The scenario's metric, a row per variant. Null where no variant has a figure. */
export function metricFigure(group: Group, colours: CellColours): RowsFigure | null {
  const { metric } = group;
  return metric.chart.scale === 'logarithmic' ? dots(group, colours) : bars(group, colours);
}

/** Bars with whiskers; those of a rate each with the limit that it cannot exceed. */
function bars(group: Group, colours: CellColours): RowsFigure | null {
  const { results, metric } = group;
  const reach = extent(scored(results));
  if (reach === 0) return null;
  const limits = results.map((result) => (metric.isRate ? limitWithin(result, 1.5 * reach) : null));
  const far = Math.max(reach, ...limits.map((one) => one?.limit ?? 0));
  return {
    ...common(group),
    subtitle: [meanAndInterval(scored(results)), ...limitLine(limits)],
    axis: amountAxis(metric, `${metric.chart.axis} ${betterIs(metric)}`, far * 1.04),
    rows: results.map((result, at) => {
      const { mean, interval } = result.figures?.score ?? {};
      return {
        ...rowOf(result, colours),
        bars: mean === undefined ? [] : [{ ...bar, to: mean, interval: interval ? around(interval) : null }],
        points: [],
        limit: limits[at]?.limit ?? null,
        ...textOf(result),
      };
    }),
  };
}

const bar = { from: 0, entry: null, weight: 'amount' } as const;

function around({ low, high }: { readonly low: number; readonly high: number }): [low: number, high: number] {
  return [Math.max(0, low), high];
}

/** A dot with whiskers for each variant: bars need a zero, which a logarithmic axis lacks. */
function dots(group: Group, colours: CellColours): RowsFigure | null {
  const { results, metric } = group;
  const axis = decadesAxis(metric, metric.chart.axis, scored(results));
  if (axis === null) return null;
  return {
    ...common(group),
    subtitle: [dotsSubtitle(scored(results))],
    axis,
    legend: [],
    rows: results.map((result) => {
      const { mean, interval } = result.figures?.score ?? {};
      const ends = interval ? around(interval) : null;
      // An interval may reach below 0, where a logarithmic axis has no place.
      const shown = ends && ([Math.max(ends[0], (axis.min ?? 0) / 2), ends[1]] as const);
      return {
        ...rowOf(result, colours),
        bars: [],
        points: mean === undefined ? [] : [{ value: mean, entry: null, interval: shown }],
        limit: null,
        ...textOf(result),
      };
    }),
  };
}

function common(group: Group) {
  const { metric } = group;
  return {
    kind: 'rows',
    ...titled(metric.name, metric.title, `${metric.title} of each variant`, group),
    legend: [],
    rules: [],
  } as const;
}

function dotsSubtitle(results: readonly Scored[]): string {
  const different = isOneRate(results) ? '' : '; each variant had a rate of its own: do not compare them';
  return `${meanAndInterval(results)}${different}`;
}

/** The lowest limit of a cell, as far as it lies within the picture. */
function limitWithin(result: CellResult, farthest: number): { limit: number; setBy: string } | null {
  const [only] = measured([result]);
  const lowest = only === undefined ? null : limitOf(only);
  return lowest === null || lowest.limit > farthest
    ? null
    : { limit: lowest.limit, setBy: SET_BY[lowest.setBy] };
}

const MOST_NAMED = 2;

function limitLine(limits: readonly ({ setBy: string } | null)[]): string[] {
  const kinds = [...new Set(limits.flatMap((one) => one?.setBy ?? []))];
  if (kinds.length === 0) return [];
  return [
    `red: lowest limit of each variant (${kinds.length > MOST_NAMED ? 'see Limits' : kinds.join('; ')})`,
  ];
}

/** A cell's figure beside its mark, or why it has none. */
function textOf({ figures, failed, metric }: CellResult): Pick<Row, 'text' | 'textTone'> {
  if (figures?.score) return { text: withInterval(figures.score, metric.shownPer) };
  if (figures !== null) return { text: 'too few responses', textTone: 'alarm' };
  const reason = failed[0]?.reason;
  return { text: reason === undefined ? 'not run' : clipped(`failed: ${reason}`, 60), textTone: 'alarm' };
}
