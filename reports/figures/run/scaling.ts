import { baseline, measured, scored } from '../../comparison.ts';
import { groupBound } from '../../group-bound.ts';
import { groupedBy } from '../../grouped-by.ts';
import type { Group } from '../../groups.ts';
import { isOneRate } from '../../open-loop.ts';
import type { LinesFigure, Rule } from '../figure.ts';
import { meanAndInterval, titled } from './labels.ts';
import { amountAxis, decadesAxis, extent } from './metric-axis.ts';
import { idealLine, scalingLines, singleOf } from './scaling-lines.ts';

/**
 * The scenario's metric over workers, a line per policy, a panel per proxy; of a rate also the line on which every worker
 * adds what the single process gives. Null where fewer than two numbers of workers have figures, and where latencies were
 * measured under different loads.
 */
export function scalingFigure(group: Group, cores: number): LinesFigure | null {
  const { metric } = group;
  const results = scored(group.results);
  const counts = [...new Set(results.map(({ cell }) => cell.workers))].toSorted((a, b) => a - b);
  const highest = extent(results);
  if (counts.length < 2 || highest === 0 || !isOneRate(measured(group.results))) return null;
  const bound = groupBound(group);
  const limit = bound !== null && bound.limit <= 1.5 * highest ? bound.limit : null;
  const title = metric.chart.scalingAxis;
  const y =
    metric.chart.scale === 'logarithmic'
      ? decadesAxis(metric, title, results)
      : amountAxis(metric, title, Math.max(highest, limit ?? 0) * 1.12);
  if (y === null) return null;
  const panels = [...groupedBy(results, ({ cell }) => cell.proxy)];
  const single = metric.isRate ? (baseline(group)?.figures.score.mean ?? null) : null;
  const most = counts.at(-1) ?? 1;
  return {
    kind: 'lines',
    ...titled('scaling', 'Scaling over workers', `${metric.title} over the number of workers`, group),
    subtitle: [
      `${meanAndInterval(results)}; points of the same number of workers stand a little aside`,
      ...(limit === null ? [] : [`red dashes: no variant can exceed ${bound?.formula ?? ''}`]),
    ],
    x: {
      title: 'workers',
      scale: 'linear',
      min: -most * 0.03,
      max: most * 1.08,
      ticks: counts,
      unit: 'workers',
    },
    y,
    panels: panels.map(([proxy]) => (proxy === null ? '' : `behind ${proxy}`)),
    series: [
      ...panels.flatMap(([, members], panel) => scalingLines(panel, members, (most / 130) * panels.length)),
      ...(single === null
        ? []
        : panels.map(([, members], panel) => idealLine(panel, singleOf(members) ?? single, most))),
    ],
    rules: rulesAt(limit, cores <= most ? cores : null),
    spans: [],
    choices: [],
  };
}

function rulesAt(limit: number | null, cores: number | null): Rule[] {
  return [
    ...(limit === null ? [] : [{ at: limit, axis: 'y', label: null, tone: 'alarm' } as const]),
    ...(cores === null ? [] : [{ at: cores, axis: 'x', label: `${cores} cores`, tone: 'quiet' } as const]),
  ];
}
