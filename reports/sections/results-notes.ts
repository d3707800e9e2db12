import { percentileOf } from '../../harness/stats/percentiles.ts';
import { isAtSetRate } from '../../harness/stats/set-rate.ts';
import { baselines, measured } from '../comparison.ts';
import { type Block, list } from '../document/block.ts';
import { code, strong, type Text, text } from '../document/inline.ts';
import { type Group, objectiveOf, okTrials } from '../groups.ts';
import { isScripted } from '../offered.ts';
import { isOneRate } from '../open-loop.ts';
import { ownCluster } from '../own-cluster.ts';
import { ranksOf } from '../ranking.ts';

/** Explains the columns of the main table. */
export function resultsNotes(group: Group): Block[] {
  const { results, metric } = group;
  const shown = [...metric.percentilesBeside, metric.percentile ?? []].flat().map(percentileOf);
  const isAnyUnsupported = measured(results).some(({ figures: { latency } }) =>
    shown.some(({ key }) => latency[key] === null),
  );
  return list([
    ...metricNotes(group),
    spread(group),
    ...(ranksOf(group) === null ? [] : [RANK]),
    ...(isOneRate(measured(results)) ? [] : [UNLIKE_LOADS]),
    text`${strong('vs single')}: ${vsSingle(group)}`,
    ...(isAnyUnsupported ? [UNSUPPORTED] : []),
    ERRORS,
    CPU,
  ]);
}

const RANK = text`${strong('Rank')}: 1 + the number of variants that are significantly better. Variants that do not differ significantly share a rank.`;

const ERRORS = text`${strong('Errors')}: sum over trials.`;

const CPU = text`${strong('CPU, cores, memory')}: app is the workers without the primary; memory is the resident set of workers and primary.`;

const UNLIKE_LOADS = text`Each variant was offered a share of its own maximum. Latencies under different loads are neither ranked nor compared; ${code('--rate N')} offers all variants the same rate.`;

/** Why a percentile is missing. */
export const UNSUPPORTED = text`A percentile is – where a trial has too few responses for it: fewer than ten would lie beyond it.`;

function metricNotes(group: Group): Text[] {
  const { title, summary, isSought, isRate } = group.metric;
  if (isSought) {
    return [
      text`${strong(title)}: the highest rate that kept the objective (${objectiveOf(group) ?? 'unknown'}), found by bisection in each trial. Latencies and CPU are those of the trial's window.`,
      text`${strong('Bracket')}: from the highest rate that kept the objective to the lowest that missed it; the widest range over all trials.`,
    ];
  }
  const better = `${group.metric.better} is better`;
  if (group.scenarioFacts !== null && isAtSetRate(group.scenarioFacts)) {
    if (isScripted(okTrials(group).map(({ load }) => load))) {
      return [
        text`${strong('Offered')}: iterations per second that were due, however many the variant completes. ${strong('Achieved')}: iterations per second whose responses were all correct. ${strong('Throughput')}: correct responses per second.`,
        text`${strong(title)}: ${better}. An iteration counts from the time at which it was due.`,
      ];
    }
    return [
      text`${strong('Offered')}: requests per second that were sent, however many the variant completes. ${strong('Achieved')}: correct responses per second.`,
      text`${strong(title)}: ${better}. Latencies count from the time at which a request was due.`,
    ];
  }
  return [text`${strong(title)}: ${summary}${isRate ? '' : `; ${better}`}.`];
}

function spread({ results, metric }: Group): Text {
  if (results.every(({ ok }) => ok.length <= 1)) {
    return text`${strong('±')}: none, because each variant has only one trial.`;
  }
  const floor = metric.isSought
    ? ' For the capacity, which is the lower end of its bracket, ± is at least the mean width of the brackets; it is missing where a search found no upper end.'
    : '';
  return text`Figures are means over trials. ${strong('±')}: half the width of the 95% confidence interval of the mean (Student's t over trials).${floor}`;
}

function vsSingle(group: Group): string {
  const singles = baselines(group).length;
  if (singles > 0) {
    const which = singles > 1 ? ' and with the variables in parentheses' : '';
    return `× the ${group.metric.label} of the single process without proxy${which}; ≈ where the difference is not significant.`;
  }
  return group.results.some((result) => ownCluster(result) !== null)
    ? 'unknown, because the app forks its own cluster.'
    : 'unknown, because the run has no figures of the single process without proxy.';
}
