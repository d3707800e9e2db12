/** The figures of a trial by which sides are compared. */
import type { CompareMetric, Effect } from '../records/comparison.ts';
import type { OkTrial } from '../records/run.ts';
import { figureOf } from './metric.ts';
import { isSupported } from './percentile-support.ts';
import { sum } from './summary.ts';

export interface Metric {
  readonly name: CompareMetric;
  readonly unit: Effect['unit'];
  readonly better: 'more' | 'less';
  /** In its unit; null where the trial cannot tell. */
  readonly figureOf: (trial: OkTrial) => number | null;
}

const rate = { unit: 'req/s', better: 'more' } as const;
const latency = { unit: 'ms', better: 'less' } as const;

export const metrics: Readonly<Record<CompareMetric, Metric>> = {
  throughput: { name: 'throughput', ...rate, figureOf: figureOf.throughput },
  capacity: { name: 'capacity', ...rate, figureOf: figureOf.capacity },
  p50: {
    name: 'p50',
    ...latency,
    figureOf: ({ load }) => (isSupported(50, load.completed) ? load.latency.p50 : null),
  },
  p99: { name: 'p99', ...latency, figureOf: figureOf.p99 },
  cpuPerRequest: { name: 'cpuPerRequest', unit: 'µs', better: 'less', figureOf: cpuPerRequest },
  rss: { name: 'rss', unit: 'bytes', better: 'less', figureOf: rss },
  errors: { name: 'errors', unit: 'share', better: 'less', figureOf: errorShare },
};

export const metricNames = Object.keys(metrics) as CompareMetric[];

/**
 * No figure of a trial is larger, or smaller but 0, whatever its unit: 10^15 bytes are a petabyte. Others are damage,
 * and ratios and squares of them would soon be no numbers.
 */
const LARGEST = 1e15;
const SMALLEST = 1e-9;

/** Whether a figure is one that something could have measured; 0 is. */
export function isPlausible(figure: number): boolean {
  return figure === 0 || (figure >= SMALLEST && figure <= LARGEST);
}

/** CPU time of workers and primary a correct answer, in microseconds; null where nothing was answered. */
function cpuPerRequest({ load, cpu }: OkTrial): number | null {
  if (load.completed === 0) return null;
  const seconds = (cpu.coresByRole.target + cpu.coresByRole.primary) * load.windowSeconds;
  return (seconds / load.completed) * 1e6;
}

/** Of workers and primary at the window's end, in bytes; null where one of them is unknown, as a sum would lie. */
function rss({ processes }: OkTrial): number | null {
  const sizes = processes.filter(({ role }) => role !== 'proxy').map(({ rssBytes }) => rssBytes);
  const known = sizes.filter((size) => size !== null);
  return known.length === 0 || known.length < sizes.length ? null : sum(known);
}

/** Of the requests that ended: how many had no correct answer; null where none ended. */
function errorShare({ load }: OkTrial): number | null {
  const failed = sum(Object.values(load.errors));
  const ended = load.completed + failed;
  return ended === 0 ? null : failed / ended;
}
