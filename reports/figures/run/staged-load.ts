/** Throughput and p99 of every variant while its load changes by stages. */
import { measured } from '../../comparison.ts';
import type { Group } from '../../groups.ts';
import type { LinesFigure, Series } from '../figure.ts';
import type { CellColours } from './cell-colour.ts';
import { rowOf, titled } from './labels.ts';
import { type Binned, type Measure, p99OverTime, pointsOf, throughputOverTime } from './over-time.ts';
import { phasesOf, stageRules } from './stage-marks.ts';

/** A line has no room for more points. */
const MOST_POINTS = 300;

/** A line per variant, of its trial with the median throughput. Empty for a constant load. */
export function stagedLoadFigures(group: Group, colours: CellColours): LinesFigure[] {
  if (phasesOf(group).length === 0) return [];
  const longest = Math.max(...group.results.flatMap(({ ok }) => ok.map(({ load }) => load.perSecond.length)));
  const binSeconds = Math.max(1, Math.ceil(longest / MOST_POINTS));
  return [throughputOverTime, p99OverTime].flatMap((measure) =>
    stagedFigure(group, colours, { ...measure, binSeconds }),
  );
}

function stagedFigure(group: Group, colours: CellColours, measure: Measure & Binned): LinesFigure[] {
  const { kind, title, unit, binSeconds } = measure;
  const series = measured(group.results).map((result): Series => {
    const { name, colour, isProxied } = rowOf(result, colours);
    const points = pointsOf(result.figures.typical.load, measure);
    return {
      ...{ name, variant: name, colour, points, marks: false, choice: null },
      style: isProxied ? 'dashed' : 'solid',
    };
  });
  const largest = Math.max(0, ...series.flatMap(({ points }) => points.map(({ y }) => y ?? 0)));
  if (largest === 0) return [];
  return [
    {
      kind: 'lines',
      ...titled(`${kind}-by-stage`, `${title}, by stage`, `${title} of each variant`, group),
      subtitle: [
        `the trial of each variant with the median throughput; lines mark where stages begin${binSeconds > 1 ? `; each point covers ${binSeconds} s` : ''}`,
      ],
      x: { title: 'seconds', scale: 'linear', min: 0, fromZero: true, unit: 's' },
      y: { title: unit, scale: 'linear', min: 0, max: largest * 1.08, unit },
      series,
      rules: stageRules(group),
      spans: [],
      choices: [],
    },
  ];
}
