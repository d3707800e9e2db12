import { percentileOf } from '../../../harness/stats/percentiles.ts';
import type { CellResult } from '../../cell-result.ts';
import { measured } from '../../comparison.ts';
import { figure } from '../../format.ts';
import type { Group } from '../../groups.ts';
import type { Measured } from '../../measured.ts';
import type { RowPoint, RowsFigure } from '../figure.ts';
import { logarithmicAxis } from '../logarithmic-axis.ts';
import type { CellColours } from './cell-colour.ts';
import { rowOf, titled, trialsBehind } from './labels.ts';

const MARKS = [
  { ...percentileOf(50), shape: 'circle' },
  { ...percentileOf(90), shape: 'diamond' },
  { ...percentileOf(99), shape: 'triangle' },
  { ...percentileOf(99.9), shape: 'ring' },
] as const;
const [LEAST] = MARKS;

/** Percentiles on a logarithmic axis, a row per variant from p50 to p99.9. Null where no variant has responses. */
export function latencyFigure(group: Group, colours: CellColours): RowsFigure | null {
  const results = measured(group.results).filter(
    ({ figures }) => (figures.latency[LEAST.key]?.mean ?? 0) > 0,
  );
  if (results.length === 0) return null;
  const points = results.map(pointsOf);
  const values = points.flatMap((all) => all.map(({ value }) => value));
  return {
    kind: 'rows',
    ...titled('latency', 'Latency', 'Latency percentiles of each variant', group),
    subtitle: [`${percentilesOf(results)}; correct responses alone`],
    axis: logarithmicAxis(values, 'milliseconds, logarithmic (less is better)', 'ms'),
    // A percentile that no variant has is not in the legend either.
    legend: MARKS.filter(({ name }) => points.some((all) => all.some(({ entry }) => entry === name))).map(
      ({ name, shape }) => ({ name, shape, colour: null }),
    ),
    rules: [],
    rows: results.map((result, at) => {
      const own = points[at] ?? [];
      const [first, last] = [own[0], own.at(-1)];
      return {
        ...rowOf(result, colours),
        bars: first && last ? [{ from: first.value, to: last.value, entry: null, weight: 'range' }] : [],
        points: own,
        limit: null,
        text: last ? `${last.entry} ${figure(last.value)} ms` : '',
      };
    }),
  };
}

/** From the lowest percentile up; without those for which a trial has too few responses. */
function pointsOf({ figures: { latency } }: Measured): RowPoint[] {
  return MARKS.flatMap(({ key, name }) => {
    const known = latency[key];
    if (known === null) return [];
    return [{ value: known.mean, entry: name, interval: null }];
  });
}

function percentilesOf(results: readonly CellResult[]): string {
  return results.every(({ ok }) => ok.length === 1)
    ? 'percentiles of one trial per variant'
    : `mean of each trial’s percentile over ${trialsBehind(results)}`;
}
