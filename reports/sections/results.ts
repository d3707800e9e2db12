import { usualMetric } from '../../harness/stats/metrics/index.ts';
import { percentiles } from '../../harness/stats/percentiles.ts';
import { isAtSetRate } from '../../harness/stats/set-rate.ts';
import { type CellResult, errorTotal } from '../cell-result.ts';
import { baseline, compare } from '../comparison.ts';
import { code } from '../escape.ts';
import { type Estimate, withInterval } from '../estimate.ts';
import { between, figure, fixed, megabytes, ratio, UNKNOWN } from '../format.ts';
import type { Group } from '../groups.ts';
import type { Measured, Scored } from '../measured.ts';
import { isOneRate } from '../open-loop.ts';
import { ranksOf } from '../ranking.ts';
import { type Column, table } from '../table.ts';
import { type Note, noteMarks } from './notes.ts';

type Figures = readonly [title: string, value: (result: Measured) => string];

/** The main table: a row a setup, those without figures too. */
export function resultsTable(group: Group, notes: readonly Note[]): string {
  const columns = [...leading(group), ...rank(group), against(group), ...trailing(group)];
  return table<CellResult>(
    [
      { title: 'setup', align: 'left', cell: (result) => code(result.setup) + noteMarks(result, notes) },
      { title: 'trials', align: 'right', cell: trialCount },
      ...columns.map(
        ([title, value], index): Column<CellResult> => ({
          title,
          align: 'right',
          cell: (result) => (hasFigures(result) ? value(result) : index === 0 ? absence(result) : UNKNOWN),
        }),
      ),
    ],
    group.results,
  );
}

const mean = (estimate: Estimate | null) => (estimate === null ? UNKNOWN : figure(estimate.mean));

/** What the scenario is run for, and what it is read with. */
function leading(group: Group): Figures[] {
  const { metric, scenarioFacts } = group;
  const isAtRate = scenarioFacts !== null && isAtSetRate(scenarioFacts);
  const score: Figures = [`${metric.label} (${metric.shortUnit})`, told];
  const reached: Figures = [
    `${isAtRate ? 'achieved' : usualMetric.label} (${usualMetric.shortUnit})`,
    ({ figures }) => figure(figures.throughput.mean),
  ];
  return [
    ...(isAtRate ? [['offered (req/s)', offered] as const] : []),
    ...(metric.isRate ? [] : [reached]),
    ...(metric.percentile === null ? [score] : []),
    ...(metric.isSought ? [['bracket (req/s)', bracket] as const] : []),
    ...percentiles.flatMap(({ percent, key, name }): Figures[] => {
      if (percent === metric.percentile) return [score];
      return metric.percentilesBeside.includes(percent)
        ? [[`${name} (ms)`, ({ figures }) => mean(figures.latency[key])]]
        : [];
    }),
  ];
}

function told({ metric, figures: { score } }: Measured): string {
  return score === null ? UNKNOWN : withInterval(score, metric.shownPer);
}

function offered({ ok }: Measured): string {
  const rates = ok.flatMap(({ load }) => load.offeredRate ?? []);
  return rates.length === 0 ? UNKNOWN : between(rates, figure);
}

/** From the highest rate that kept the objective to the lowest that did not, of any trial. */
function bracket({ ok }: Measured): string {
  const searches = ok.flatMap(({ search }) => search ?? []);
  if (searches.length === 0) return UNKNOWN;
  const low = figure(Math.min(...searches.map((search) => search.low)));
  const highs = searches.map(({ high }) => high);
  const known = highs.filter((high) => high !== null);
  return known.length < highs.length ? `from ${low}` : `${low} to ${figure(Math.max(...known))}`;
}

function rank(group: Group): Figures[] {
  const ranks = ranksOf(group);
  return ranks === null ? [] : [['rank', (result) => String(ranks.get(result) ?? UNKNOWN)]];
}

function against(group: Group): Figures {
  const single = baseline(group);
  return [
    'against single',
    (result) => (single !== null && hasScore(result) ? againstSingle(result, single) : UNKNOWN),
  ];
}

function trailing({ results }: Group): Figures[] {
  const proxied = results.some(({ cell }) => cell.proxy !== null);
  const proxy: Figures = [
    'proxy (cores)',
    ({ cell, figures }) => (cell.proxy === null ? UNKNOWN : fixed(figures.coresByRole.proxy, 2)),
  ];
  return [
    ['errors', ({ figures }) => fixed(errorTotal(figures.errors), 0)],
    ['CPU (% of host)', ({ figures }) => fixed(figures.cpuBusy, 0)],
    ['app (cores)', ({ figures }) => fixed(figures.coresByRole.target, 2)],
    ...(proxied ? [proxy] : []),
    ['load (cores)', ({ figures }) => fixed(figures.coresByRole.load, 2)],
    [
      'memory (MB)',
      ({ figures: { memoryBytes } }) => (memoryBytes === null ? UNKNOWN : megabytes(memoryBytes)),
    ],
  ];
}

function hasFigures(result: CellResult): result is Measured {
  return result.figures !== null;
}

function hasScore(result: Measured): result is Scored {
  return result.figures.score !== null;
}

function trialCount({ ok, planned }: CellResult): string {
  return ok.length === planned ? fixed(planned, 0) : `${ok.length} of ${planned}`;
}

function absence({ failed }: CellResult): string {
  return failed.length > 0 ? '**failed**' : 'not run';
}

function againstSingle(result: Scored, single: Scored): string {
  if (result === single) return '1 ×';
  if (!isOneRate([result, single])) return UNKNOWN;
  const { outcome, ratio: times } = compare(result, single);
  return times === null ? UNKNOWN : `${outcome === 'level' ? '≈ ' : ''}${ratio(times)} ×`;
}
