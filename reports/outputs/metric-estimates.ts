/** The figures of a cell in every metric of the list. */
import type { OkTrial } from '../../harness/records/run.ts';
import { atLabel, labelsOf, metricOfLabel } from '../../harness/stats/at-label.ts';
import { metrics } from '../../harness/stats/metrics/index.ts';
import type { Metric } from '../../harness/stats/metrics/metric.ts';
import { scoreOf } from '../../harness/stats/score.ts';
import { mean } from '../../harness/stats/summary.ts';
import type { CellResult } from '../cell-result.ts';
import type { Estimate } from '../estimate.ts';

export interface MetricEstimate {
  readonly metric: Metric;
  /** null: all requests together. */
  readonly label: string | null;
  readonly estimate: Estimate;
  /** Each gave one value of the estimate. */
  readonly trials: readonly OkTrial[];
}

/** Metrics of which every ok trial has a figure: of all requests together, and then of each label. */
export function metricEstimates(result: CellResult, all = metrics): MetricEstimate[] {
  return [null, ...labelsOf(result.ok)].flatMap((label) => metricsAt(result, label, all));
}

/** The same without metrics that nobody expects unless they differ from 0, such as the share of 401s. */
export function shownEstimates(result: CellResult): MetricEstimate[] {
  return metricEstimates(result).filter(
    ({ metric, estimate }) => metric.isShownAtZero || estimate.mean !== 0,
  );
}

function metricsAt({ ok, cell }: CellResult, label: string | null, all: readonly Metric[]): MetricEstimate[] {
  // A trial without a request of the label says nothing about it.
  const trials = label === null ? ok : ok.filter((trial) => atLabel(trial, label) !== null);
  return all
    .filter(({ isOfRequests }) => label === null || isOfRequests)
    .flatMap((metric) => {
      const score = scoreOf(trials, label === null ? metric : metricOfLabel(metric, label), cell);
      if (score === null) return [];
      return [{ metric, label, trials, estimate: { ...score, mean: mean(score.values) } }];
    });
}
