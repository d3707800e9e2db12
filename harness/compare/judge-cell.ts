/** The verdict on a cell, one of four, by its primary metric. */

import { type CompareOptions, limitFor } from '../config/compare-rules.ts';
import type { ComparedCell, CompareVerdict, Effect } from '../records/comparison.ts';
import { labelsOf, metricOfLabel } from '../stats/at-label.ts';
import type { CellInference } from '../stats/compare-cells.ts';
import { holm } from '../stats/inference.ts';
import { metricOf, metrics } from '../stats/metrics/index.ts';
import type { Metric } from '../stats/metrics/metric.ts';
import { responsesFor } from '../stats/percentile-support.ts';
import type { DecisionRule } from '../stats/trials-to-decide.ts';
import { compareTogether } from './compare-together.ts';
import { type Judging, type Measured, measure } from './effect.ts';
import { damagedIn } from './figures.ts';
import type { JoinedCell } from './sides.ts';

/** Minimum trials per side: a single trial shows no spread. */
const TRIALS_TO_SEE_SPREAD = 2;
/** Minimum trials of both sides together; with fewer, the 99% interval is useless. */
const PAIRS_TO_SEE_SPREAD = 5;

export interface JudgedCell {
  readonly cell: ComparedCell;
  readonly runSpread: Measured['runSpread'];
}

/** Judges all cells together, as the probability of a false alarm is limited for the whole comparison. */
export function judgeCells(
  cells: readonly JoinedCell[],
  judging: Judging,
  options: CompareOptions,
): JudgedCell[] {
  const together = compareTogether(cells, judging);
  const measured = cells.map((cell) => ({
    cell,
    primary: measure(metricOf(cell.scenario.metric), cell, judging, together.get(cell)),
  }));
  const tested = measured.filter(({ primary }) => primary.effect.pValue !== null);
  const adjusted = holm(tested.map(({ primary }) => primary.effect.pValue ?? 1));
  const adjustedOf = new Map(tested.map(({ cell }, index) => [cell.id, adjusted[index] ?? 1]));
  return measured.map(({ cell, primary }) => ({
    cell: judgeCell(
      cell,
      primary,
      {
        adjustedP: adjustedOf.get(cell.id) ?? null,
        tests: tested.length,
        judging,
        together: together.get(cell),
      },
      options,
    ),
    runSpread: primary.runSpread,
  }));
}

interface Corrected {
  readonly adjustedP: number | null;
  readonly tests: number;
  readonly judging: Judging;
  readonly together: CellInference | undefined;
}

function judgeCell(
  joined: JoinedCell,
  primary: Measured,
  { adjustedP, tests, judging, together }: Corrected,
  options: CompareOptions,
): ComparedCell {
  const { id, cell } = joined;
  const { effect, pairs } = primary;
  const { isPermuted, leastDifference } = metricOf(effect.metric);
  const minEffect = isPermuted ? (leastDifference ?? 0) : limitFor(options.minEffect, effect.metric, id);
  const threshold = limitFor(options.threshold, effect.metric, id);
  // One damaged figure makes the others doubtful too.
  const damaged = damagedIn(metricOf(effect.metric), [...joined.base, ...joined.head]);
  const rule = { alpha: options.alpha, minEffect, threshold };
  const verdict = damaged > 0 ? 'undecided' : verdictOf(effect, adjustedP, rule, together?.alone);
  const isOpen = verdict === 'undecided';
  const missing = missingData(joined, primary, damaged) ?? movedTogether(effect, together, minEffect);
  return {
    id,
    scenario: cell.scenario,
    title: joined.scenario.title ?? cell.scenario,
    app: cell.app,
    verdict,
    reason: isOpen ? (missing?.reason ?? doubtOf(effect, adjustedP, rule)) : null,
    more: !isOpen ? null : missing ? missing.more : primary.more({ ...rule, alpha: options.alpha / tests }),
    minEffect,
    threshold,
    adjustedP,
    pairs,
    failed: { base: failedIn(joined.base), head: failedIn(joined.head) },
    primary: effect,
    others: metrics
      .filter(({ name, isCompared }) => isCompared && name !== effect.metric)
      .filter(({ ofIterations }) => !ofIterations || hasIterations(joined))
      .map(reported)
      .filter(isOfScenario),
    byLabel: sharedLabels(joined).map((label) => ({
      label,
      effects: metrics
        .filter(({ isOfRequests }) => isOfRequests)
        .map((metric) => reported(metricOfLabel(metric, label))),
    })),
  };

  function reported(metric: Metric) {
    const { effect } = measure(metric, joined, judging);
    return { ...effect, minEffect: limitFor(options.minEffect, metric.name, id) };
  }
}

/** Metrics that describe events, or what only some scenarios cause, are left out elsewhere. */
function isOfScenario({ metric, base, head }: Effect): boolean {
  const { isPermuted, isShownAtZero } = metricOf(metric);
  if (!isShownAtZero && !base.mean && !head.mean) return false;
  return !isPermuted || base.mean !== null || head.mean !== null;
}

/** Labels of requests that both sides have. */
function sharedLabels({ base, head }: JoinedCell): string[] {
  const there = new Set(labelsOf(head.flatMap(({ ok }) => ok)));
  return labelsOf(base.flatMap(({ ok }) => ok)).filter((label) => there.has(label));
}

/**
 * @param unchangedBy the interval that must be within the threshold for no change; by default that of the effect
 */
function verdictOf(
  effect: Effect,
  adjustedP: number | null,
  rule: DecisionRule,
  unchangedBy = effect.interval,
): CompareVerdict {
  const { change, interval, better } = effect;
  const { isPermuted } = metricOf(effect.metric);
  if (change === null || (interval === null && !isPermuted)) return 'undecided';
  if (adjustedP !== null && adjustedP <= rule.alpha && Math.abs(change) >= rule.minEffect) {
    return change > 0 === (better === 'more') ? 'improvement' : 'regression';
  }
  const within = unchangedBy ?? interval;
  // Permuted trials show a difference or nothing.
  if (within === null) return 'undecided';
  const { low, high } = within;
  return low >= -rule.threshold && high <= rule.threshold ? 'no-change' : 'undecided';
}

/** If all cells moved together, no number of trials distinguishes a slower host from slower code. */
function movedTogether(
  { change }: Effect,
  together: CellInference | undefined,
  minEffect: number,
): Pick<ComparedCell, 'reason' | 'more'> | null {
  const moved = together?.movedTogether ?? null;
  if (moved === null || Math.abs(moved) < minEffect || Math.abs(change ?? 0) < minEffect) return null;
  const by = `${moved > 0 ? '+' : '-'}${(100 * Math.abs(moved)).toFixed(1)}%`;
  return {
    reason: `all cells moved together (${by}): the host may have changed between the runs as well as the code; \`ab\` can distinguish them`,
    more: null,
  };
}

/** Data that is missing for any verdict; null if nothing is. */
function missingData(
  { base, head }: JoinedCell,
  { effect, pairs }: Measured,
  damaged: number,
): Pick<ComparedCell, 'reason' | 'more'> | null {
  const { isPermuted } = metricOf(effect.metric);
  if (damaged > 0) {
    const reason = `${damaged} of its trials ${damaged === 1 ? 'has a figure' : 'have figures'} that no measurement could produce`;
    return { reason, more: null };
  }
  for (const [name, runs, { runs: rows }] of [
    ['base', base, effect.base],
    ['head', head, effect.head],
  ] as const) {
    const figures = rows.flat();
    const ok = runs.flatMap((run) => run.ok).length;
    if (ok === 0) return { reason: `every trial of the ${name} failed`, more: null };
    if (figures.length === 0) return { reason: withoutFigures(name, effect), more: null };
    if (isPermuted) continue;
    const zeros = figures.filter((figure) => figure === 0).length;
    if (zeros > 0)
      return { reason: `${zeros} of ${figures.length} trials of the ${name} measured 0`, more: null };
  }
  if (effect.interval !== null || isPermuted) return null;
  const trials = pairs === null ? TRIALS_TO_SEE_SPREAD : Math.max(1, PAIRS_TO_SEE_SPREAD - pairs);
  return { reason: 'too few trials to estimate the spread', more: { trials, runs: null } };
}

function withoutFigures(side: 'base' | 'head', { metric }: Effect): string {
  const { percentile } = metricOf(metric);
  const why =
    percentile === null
      ? `no ${metric}`
      : `too few responses for a ${metric}, which takes ${responsesFor(percentile).toLocaleString('en-US')}`;
  return `the trials of the ${side} have ${why}`;
}

function doubtOf(
  { change, metric }: Effect,
  adjustedP: number | null,
  { alpha, minEffect }: DecisionRule,
): string {
  if (adjustedP !== null && adjustedP <= alpha && Math.abs(change ?? 0) < minEffect) {
    return 'the change is significant, but may be below the minimum effect or above the threshold for no change';
  }
  if (metricOf(metric).isPermuted) return 'an exact test that permutes the trials finds no difference';
  return 'the interval is too wide for any other verdict';
}

function hasIterations({ base, head }: JoinedCell): boolean {
  return [...base, ...head].some(({ ok }) => ok.some(({ load }) => load.iterations !== null));
}

function failedIn(runs: JoinedCell['base']): number {
  return runs.reduce((total, { failed }) => total + failed, 0);
}
