import { type CellResult, errorTotal } from '../cell-result.ts';
import { baseline, compare } from '../comparison.ts';
import { code } from '../escape.ts';
import { type Estimate, withInterval } from '../estimate.ts';
import { between, figure, fixed, megabytes, ratio, UNKNOWN } from '../format.ts';
import type { Group } from '../groups.ts';
import type { Measured, Scored } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { isOneRate } from '../open-loop.ts';
import { ranksOf } from '../ranking.ts';
import { type Column, table } from '../table.ts';
import { type Note, noteMarks } from './notes.ts';

type Figures = readonly [title: string, value: (result: Measured) => string];

/** The main table: a row a setup, those without figures too. */
export function resultsTable(group: Group, notes: readonly Note[]): string {
  const columns = [...LEADING[group.metric.name], ...rank(group), against(group), ...trailing(group)];
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

const told = (estimate: Estimate | null) => (estimate === null ? UNKNOWN : withInterval(estimate));
const mean = (estimate: Estimate | null) => (estimate === null ? UNKNOWN : figure(estimate.mean));
const p50: Figures = ['p50 (ms)', ({ figures }) => mean(figures.latency.p50)];
const p99: Figures = ['p99 (ms)', ({ figures }) => mean(figures.latency.p99)];

/** What the scenario is run for, and what it is read with. */
const LEADING: Readonly<Record<Metric['name'], readonly Figures[]>> = {
  throughput: [['throughput (req/s)', ({ figures }) => told(figures.score)], p50, p99],
  p99: [
    ['offered (req/s)', offered],
    ['achieved (req/s)', ({ figures }) => figure(figures.throughput.mean)],
    p50,
    ['p99 (ms)', ({ figures }) => told(figures.score)],
    ['p99.9 (ms)', ({ figures }) => mean(figures.latency.p99_9)],
  ],
  capacity: [
    ['capacity (req/s)', ({ figures }) => told(figures.score)],
    ['bracket (req/s)', bracket],
    p50,
    p99,
  ],
};

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
