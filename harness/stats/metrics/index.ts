/** Every metric, in the order of lists and tables. */
import { capacity } from './capacity.ts';
import { cpuPerRequest } from './cpu-per-request.ts';
import { errors } from './errors.ts';
import { gc } from './gc.ts';
import { heard } from './heard.ts';
import { iterationP99 } from './iteration-p99.ts';
import { iterations } from './iterations.ts';
import { lost } from './lost.ts';
import { memoryPerConnection } from './memory-per-connection.ts';
import type { Metric } from './metric.ts';
import { p50 } from './p50.ts';
import { p99 } from './p99.ts';
import { recovery } from './recovery.ts';
import { rss } from './rss.ts';
import { throughput } from './throughput.ts';
import { unauthorized } from './unauthorized.ts';

export const metrics: readonly Metric[] = [
  throughput,
  iterations,
  capacity,
  p50,
  p99,
  iterationP99,
  cpuPerRequest,
  gc,
  rss,
  memoryPerConnection,
  errors,
  unauthorized,
  heard,
  lost,
  recovery,
];

/** The default metric: every trial has a figure of it, and it replaces a metric that is unknown. */
export const usualMetric = throughput;

export function metricNames(): string[] {
  return metrics.map(({ name }) => name);
}

/** metricNamed returns null if no metric has that name: a record may be of a newer version. */
export function metricNamed(name: string): Metric | null {
  return metrics.find((metric) => metric.name === name) ?? null;
}

/** metricOf returns the default metric if none has that name. */
export function metricOf(name: string | undefined): Metric {
  return (name === undefined ? null : metricNamed(name)) ?? usualMetric;
}

/** unknownMetric is the error for records that name an unknown metric. */
export function unknownMetric(scenario: string, name: string): string {
  return `scenario ${scenario} is judged by ${name}, a metric that this version of cluster-bench does not know (it knows ${metricNames().join(', ')})`;
}

/** unknownMetricIn is that error for the first of these scenarios with an unknown metric, else null. */
export function unknownMetricIn(
  scenarios: readonly { readonly name: string; readonly metric: string }[],
): string | null {
  const found = scenarios.find(({ metric }) => metricNamed(metric) === null);
  return found === undefined ? null : unknownMetric(found.name, found.metric);
}
