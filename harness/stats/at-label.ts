import type { OkTrial } from '../records/run.ts';
import type { Metric } from './metrics/metric.ts';
import type { Cases } from './wilson.ts';

/** atLabel returns a trial whose load is that of one label alone; null if it has no such label. */
export function atLabel(trial: OkTrial, label: string): OkTrial | null {
  const found = trial.load.byLabel.find((one) => one.label === label);
  if (found === undefined) return null;
  const { inFlightAtStart, sent, completed, unfinished, throughput, statuses, latency, errors, perSecond } =
    found;
  return {
    ...trial,
    load: {
      ...trial.load,
      ...{ inFlightAtStart, sent, completed, unfinished, throughput, statuses, latency, errors, perSecond },
      completedPerSecond: throughput,
      // Labels count whole requests, so a window that cuts some leaves one of each connection open.
      resolution: Math.min(1, trial.load.connections / Math.max(1, completed)),
    },
  };
}

/** metricOfLabel returns the metric as read from the requests of one label. */
export function metricOfLabel(metric: Metric, label: string): Metric {
  return {
    ...metric,
    read: (trial, cell) => {
      const part = atLabel(trial, label);
      return part && metric.read(part, cell);
    },
    cases: metric.cases && ((trial) => casesAt(metric, trial, label)),
    resolution: (trial) => {
      const part = atLabel(trial, label);
      return part === null ? 0 : metric.resolution(part);
    },
  };
}

function casesAt({ cases }: Metric, trial: OkTrial, label: string): Cases {
  const part = atLabel(trial, label);
  return (part && cases?.(part)) ?? { seen: 0, of: 0 };
}

/** labelsOf lists the labels of some trials, in the order of first use. */
export function labelsOf(trials: readonly OkTrial[]): string[] {
  return [...new Set(trials.flatMap(({ load }) => load.byLabel.map(({ label }) => label)))];
}
