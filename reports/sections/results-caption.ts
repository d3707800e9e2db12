import { betterInWords } from '../../harness/stats/metrics/metric.ts';
import { percentileOf } from '../../harness/stats/percentiles.ts';
import { isAtSetRate } from '../../harness/stats/set-rate.ts';
import { baseline, measured } from '../comparison.ts';
import { type Group, objectiveOf } from '../groups.ts';
import { isOneRate } from '../open-loop.ts';
import { ownCluster } from '../own-cluster.ts';
import { ranksOf } from '../ranking.ts';

/** What the columns of the main table are, to stand below it. */
export function resultsCaption(group: Group): string {
  const { results, metric } = group;
  const several = results.some(({ ok }) => ok.length > 1);
  const shown = [...metric.percentilesBeside, metric.percentile ?? []].flat().map(percentileOf);
  const unsupported = measured(results).some(({ figures: { latency } }) =>
    shown.some(({ key }) => latency[key] === null),
  );
  return [
    leading(group),
    several
      ? `Figures are means over trials; ± is the half width of the 95 % confidence interval of the mean (Student's t over trials)${metric.isSought ? ATLEAST : ''}.`
      : 'One trial a setup: its figures have no interval.',
    ranksOf(group) !== null
      ? 'Rank: 1 + the number of setups that are better beyond the spread, so that those between which the trials cannot decide share it.'
      : '',
    isOneRate(measured(results)) ? '' : UNLIKE_LOADS,
    baseline(group)
      ? `Against single: × the ${metric.label} of the single process without proxy; ≈ where the trials show no difference beyond their spread.`
      : group.results.some((result) => ownCluster(result) !== null)
        ? 'Against single: not known, for `single` is the app’s own cluster.'
        : 'Against single: not known, for the run has no figures of the single process without proxy.',
    unsupported ? UNSUPPORTED : '',
    'Errors: sum over trials. CPU and cores: app is its workers without the primary, memory is the resident set of workers and primary.',
  ]
    .filter(Boolean)
    .join(' ');
}

const UNLIKE_LOADS =
  'Each setup was offered its share of what it reached itself: latencies under different loads are neither ranked nor set against each other; `--rate N` offers all setups the same.';

/** Of the half width of a capacity. */
const ATLEAST =
  ", of the capacity no less than the mean width of its searches' brackets, of which it is the lower end; none where a search found no upper end";

/** Why a percentile is not printed. */
export const UNSUPPORTED =
  'A percentile is – where a trial has too few answers for it: fewer than ten would lie beyond it.';

function leading(group: Group): string {
  const { title, summary, isSought, isRate } = group.metric;
  if (isSought) {
    return `${title}: the highest rate that kept the objective (${objectiveOf(group) ?? 'unknown'}), found by bisection in each trial; bracket: from the lowest rate so found to the lowest tried that did not keep it, over all trials. Latencies and CPU are those of the trial's window.`;
  }
  const better = `${betterInWords(group.metric)} is better`;
  if (group.scenarioFacts !== null && isAtSetRate(group.scenarioFacts)) {
    return `Offered: requests per second that were sent, whatever the setup answers; achieved: its correct answers. Latencies count from the instant at which a request was due. ${title}: ${better}.`;
  }
  return `${title}: ${summary}${isRate ? '' : `; ${better}`}.`;
}
