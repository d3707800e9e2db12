/** The columns of results.csv. */
import {
  type Cell,
  errorKinds,
  type LoadFigures,
  type OkTrial,
  type RunRecord,
  type Trial,
} from '../../../harness/records/run.ts';
import { atLabel } from '../../../harness/stats/at-label.ts';
import { metrics } from '../../../harness/stats/metrics/index.ts';
import { percentileMs, percentiles } from '../../../harness/stats/percentiles.ts';
import { errorTotal } from '../../cell-result.ts';
import { identifier, unitOf, withUnit } from '../units.ts';
import type { Column, Value } from './table.ts';

/** A trial, or the requests of one label in it. */
export interface TrialRow {
  readonly record: RunRecord;
  readonly cell: Cell;
  readonly trial: Trial;
  /** null: all requests. */
  readonly label: string | null;
}

type TrialColumn = Column<TrialRow>;

const what: readonly TrialColumn[] = [
  { name: 'run_started_at', value: ({ record }) => record.startedAt },
  { name: 'commit', value: ({ record }) => record.git?.commit ?? null },
  { name: 'scenario', value: ({ cell }) => cell.scenario },
  { name: 'app', value: ({ cell }) => cell.app },
  { name: 'cell', value: ({ cell }) => cell.id },
  { name: 'variant', value: ({ cell }) => cell.variant },
  { name: 'topology', value: ({ cell }) => cell.topology },
  { name: 'workers', value: ({ cell }) => cell.workers },
  { name: 'policy', value: ({ cell }) => cell.policy },
  { name: 'proxy', value: ({ cell }) => cell.proxy },
  { name: 'trial', value: ({ trial }) => trial.trial },
  { name: 'order', value: ({ trial }) => trial.order },
  { name: 'trial_started_at', value: ({ trial }) => trial.startedAt },
  { name: 'status', value: ({ trial }) => trial.status },
  { name: 'reason', value: ({ trial }) => (trial.status === 'failed' ? trial.reason : null) },
  { name: 'warnings', value: ({ trial }) => (trial.status === 'ok' ? codesOf(trial) : null) },
  { name: 'label', value: ({ label }) => label },
];

const load: readonly TrialColumn[] = [
  ofLoad('window_seconds', ({ windowSeconds }) => windowSeconds),
  ofLoad('connections', ({ connections }) => connections),
  {
    name: 'offered_per_second',
    value: (row) => (row.label === null ? (okPart(row)?.load.offeredRate ?? null) : null),
  },
  ofLoad('sent', ({ sent }) => sent),
  ofLoad('completed', ({ completed }) => completed),
  ofLoad('failed', ({ errors }) => errorTotal(errors)),
  ...errorKinds.map((kind) => ofLoad(`failed_${identifier(kind)}`, ({ errors }) => errors[kind])),
  ofLoad('latency_mean_ms', ({ latency, completed }) => (completed === 0 ? null : latency.mean)),
  ...percentiles.map(({ key, percent }) =>
    ofLoad(`latency_${key}_ms`, (figures) => percentileMs(figures, percent)),
  ),
  ofLoad('latency_max_ms', ({ latency, completed }) => (completed === 0 ? null : latency.max)),
];

function ofLoad(name: string, read: (load: LoadFigures) => Value): TrialColumn {
  return {
    name,
    value: (row) => {
      const part = okPart(row);
      return part === null ? null : read(part.load);
    },
  };
}

/** The trial with the load of the row; null if the trial failed: its figures, if there are some, must not be used. */
function okPart({ trial, label }: TrialRow): OkTrial | null {
  if (trial.status === 'failed') return null;
  return label === null ? trial : atLabel(trial, label);
}

function codesOf({ warnings }: OkTrial): string {
  return [...new Set(warnings.map(({ code }) => code))].join(' ');
}

/** A column for each metric of the list. Percentiles have theirs already. */
function ofMetrics(): TrialColumn[] {
  return metrics
    .filter(({ percentile }) => percentile === null)
    .map((metric) => ({
      name: withUnit(metric.name, unitOf(metric).column),
      value: (row) => {
        const part = row.label === null || metric.isOfRequests ? okPart(row) : null;
        return part && metric.read(part, row.cell);
      },
    }));
}

/** Metrics stand last, so that a new one moves no column. */
export function trialColumns(): TrialColumn[] {
  return [...what, ...load, ...ofMetrics()];
}
