import { baselines, measured, scored } from '../../comparison.ts';
import { groupLimit } from '../../group-limit.ts';
import { groupedBy } from '../../grouped-by.ts';
import type { Group } from '../../groups.ts';
import { isOneRate } from '../../open-loop.ts';
import type { LinesFigure, Rule } from '../figure.ts';
import { meanAndInterval, titled } from './labels.ts';
import { amountAxis, decadesAxis, extent } from './metric-axis.ts';
import { familiesOf, familyColours } from './scaling-families.ts';
import { idealLine, measuredLines, modelLines, predicted, singleOf } from './scaling-lines.ts';

/**
 * The scenario's metric over workers, a line per policy, a panel per proxy; of a rate also the line on which every worker
 * adds what the single process gives, and what the model predicts. Null where fewer than two numbers of workers have figures, and where latencies were
 * measured under different loads.
 */
export function scalingFigure(group: Group, cores: number): LinesFigure | null {
  const { metric } = group;
  const results = scored(group.results);
  const counts = [...new Set(results.map(({ cell }) => cell.workers))].toSorted((a, b) => a - b);
  const highest = extent(results);
  if (counts.length < 2 || highest === 0 || !isOneRate(measured(group.results))) return null;
  const shared = groupLimit(group);
  const limit = shared !== null && shared.limit <= 1.5 * highest ? shared.limit : null;
  // The model may lie far above what was measured: it leaves the picture then, as a limit does.
  const models = metric.isRate ? results.flatMap((result) => predicted(result) ?? []) : [];
  const shown = models.filter((model) => model <= 1.5 * highest);
  const title = metric.chart.scalingAxis;
  const y =
    metric.chart.scale === 'logarithmic'
      ? decadesAxis(metric, title, results)
      : amountAxis(metric, title, Math.max(highest, limit ?? 0, ...shown) * 1.12);
  if (y === null) return null;
  const colours = familyColours(results);
  const panels = [...groupedBy(results, ({ cell }) => cell.proxy)].map(([proxy, members]) => ({
    proxy,
    members,
    families: familiesOf(members, colours),
  }));
  const modelled = metric.isRate ? panels.flatMap(({ families }, panel) => modelLines(panel, families)) : [];
  // Several single processes have no line in common.
  const [alone, ...others] = baselines(group);
  const single = metric.isRate && others.length === 0 ? (alone?.figures.score.mean ?? null) : null;
  const most = counts.at(-1) ?? 1;
  return {
    kind: 'lines',
    ...titled('scaling', 'Scaling over workers', `${metric.title} over the number of workers`, group),
    subtitle: [
      `${meanAndInterval(results)}; points of the same number of workers stand a little aside`,
      ...(modelled.length === 0
        ? []
        : ['dashes: what the model predicts if each connection stays with its worker']),
      ...(limit === null ? [] : [`red dashes: no variant can exceed ${shared?.formula ?? ''}`]),
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
    panels: panels.map(({ proxy }) => (proxy === null ? '' : `behind ${proxy}`)),
    series: [
      ...panels.flatMap(({ families }, panel) =>
        measuredLines(panel, families, (most / 130) * panels.length),
      ),
      ...modelled,
      ...(single === null
        ? []
        : panels.map(({ members }, panel) => idealLine(panel, singleOf(members) ?? single, most))),
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
