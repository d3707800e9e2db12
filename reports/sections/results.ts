import { usualMetric } from '../../harness/stats/metrics/index.ts';
import { percentiles } from '../../harness/stats/percentiles.ts';
import { isAtSetRate } from '../../harness/stats/set-rate.ts';
import { mean } from '../../harness/stats/summary.ts';
import { type CellResult, errorTotal } from '../cell-result.ts';
import { measured } from '../comparison.ts';
import type { Block } from '../document/block.ts';
import { type Part, strong } from '../document/inline.ts';
import { type Column, figureColumn, nameColumn, table } from '../document/table.ts';
import { between, figure, fixed, megabytes, UNKNOWN } from '../format.ts';
import { type Group, okTrials } from '../groups.ts';
import type { Measured } from '../measured.ts';
import { achievedRate, isScripted, offeredUnit } from '../offered.ts';
import { ranksOf } from '../ranking.ts';
import { estimateColumn } from './estimate-column.ts';
import { numberColumn } from './number-column.ts';
import { variantColumn } from './variant-column.ts';
import { vsSingleColumn } from './vs-single.ts';
import { type Note, noteMarks } from './warnings.ts';

/** The main table: a row per variant, those without figures too. */
export function resultsTable(group: Group, notes: readonly Note[]): Block[] {
  const [first, ...others] = [...leading(group), ...rank(group), vsSingleColumn(group), ...trailing(group)];
  return table<CellResult>(
    [
      variantColumn,
      ...(notes.length > 0 ? [nameColumn('notes', (result: CellResult) => noteMarks(result, notes))] : []),
      figureColumn('trials', trialCount, ({ ok }) => ok.length),
      ...(first === undefined ? [] : [orElse(first, absence)]),
      ...others.map((column) => orElse(column, () => UNKNOWN)),
    ],
    group.results,
  );
}

/** The column, with something else in rows without figures. */
function orElse(column: Column<Measured>, otherwise: (result: CellResult) => Part): Column<CellResult> {
  return figureColumn(
    column.title,
    (result) => (hasFigures(result) ? column.cell(result) : otherwise(result)),
    (result) => (hasFigures(result) ? (column.value?.(result) ?? null) : null),
  );
}

/** The scenario's metric, and what it is read with. */
function leading(group: Group): Column<Measured>[] {
  const { metric, scenarioFacts } = group;
  const isAtRate = scenarioFacts !== null && isAtSetRate(scenarioFacts);
  const loads = okTrials(group).map(({ load }) => load);
  const { shortUnit } = offeredUnit(loads);
  const isOfScript = isScripted(loads);
  const isAchieved = isAtRate && !isOfScript;
  const score = estimateColumn<Measured>(
    `${metric.label} (${metric.shortUnit})`,
    ({ figures }) => figures.score,
    metric.shownPer,
  );
  const reached = numberColumn<Measured>(
    `${isAchieved ? 'achieved' : usualMetric.label} (${usualMetric.shortUnit})`,
    ({ figures }) => figures.throughput.mean,
    figure,
  );
  return [
    ...(isAtRate ? [offered(shortUnit)] : []),
    ...(isAtRate && isOfScript ? [achieved(shortUnit)] : []),
    ...(metric.isRate ? [] : [reached]),
    ...(metric.percentile === null ? [score] : []),
    ...(metric.isSought ? [BRACKET] : []),
    ...percentiles.flatMap(({ percent, key, name }): Column<Measured>[] => {
      if (percent === metric.percentile) return [score];
      return metric.percentilesBeside.includes(percent)
        ? [
            numberColumn(
              `${isOfScript ? 'request ' : ''}${name} (ms)`,
              ({ figures }) => figures.latency[key]?.mean,
              figure,
            ),
          ]
        : [];
    }),
  ];
}

const offeredRates = ({ ok }: Measured) => ok.flatMap(({ load }) => load.offeredRate ?? []);

function offered(unit: string): Column<Measured> {
  return figureColumn(
    `offered (${unit})`,
    (result) => {
      const rates = offeredRates(result);
      return rates.length === 0 ? UNKNOWN : between(rates, figure);
    },
    (result) => offeredRates(result)[0] ?? null,
  );
}

/** Share of the offered iterations that ended correctly; requests have the column of the throughput. */
function achieved(unit: string): Column<Measured> {
  return numberColumn(
    `achieved (${unit})`,
    ({ ok }) => mean(ok.map(({ load }) => achievedRate(load))),
    figure,
  );
}

/** The highest rate that kept the objective to the lowest that missed it; the widest range over all trials. */
const BRACKET: Column<Measured> = figureColumn(
  'bracket (req/s)',
  (result) => {
    const lowest = lowestKept(result);
    if (lowest === null) return UNKNOWN;
    const low = figure(lowest);
    const highs = searchesOf(result).map(({ high }) => high);
    const known = highs.filter((high) => high !== null);
    return known.length < highs.length ? `from ${low}` : `${low} to ${figure(Math.max(...known))}`;
  },
  lowestKept,
);

function lowestKept(result: Measured): number | null {
  const lows = searchesOf(result).map(({ low }) => low);
  return lows.length === 0 ? null : Math.min(...lows);
}

function searchesOf({ ok }: Measured) {
  return ok.flatMap(({ search }) => search ?? []);
}

function rank(group: Group): Column<Measured>[] {
  const ranks = ranksOf(group);
  return ranks === null ? [] : [numberColumn('rank', (result) => ranks.get(result), String)];
}

function trailing({ results }: Group): Column<Measured>[] {
  const isLoadHere = measured(results).some(({ figures }) => figures.typical.loadHosts.length === 0);
  const isAnyProxied = results.some(({ cell }) => cell.proxy !== null);
  const cores = (value: number) => fixed(value, 2);
  const whole = (value: number) => fixed(value, 0);
  const proxy = numberColumn<Measured>(
    'proxy (cores)',
    ({ cell, figures }) => (cell.proxy === null ? null : figures.coresByRole.proxy),
    cores,
  );
  return [
    numberColumn('errors', ({ figures }) => errorTotal(figures.errors), whole),
    numberColumn('CPU (% of host)', ({ figures }) => figures.cpuBusy, whole),
    numberColumn('app (cores)', ({ figures }) => figures.coresByRole.target, cores),
    ...(isAnyProxied ? [proxy] : []),
    ...(isLoadHere
      ? [numberColumn<Measured>('load (cores)', ({ figures }) => figures.coresByRole.load, cores)]
      : []),
    numberColumn('memory (MB)', ({ figures }) => figures.memoryBytes, megabytes),
  ];
}

function hasFigures(result: CellResult): result is Measured {
  return result.figures !== null;
}

function trialCount({ ok, planned }: CellResult): string {
  return ok.length === planned ? fixed(planned, 0) : `${ok.length} of ${planned}`;
}

function absence({ failed }: CellResult): Part {
  return failed.length > 0 ? strong('failed') : 'not run';
}
