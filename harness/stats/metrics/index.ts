/** Every metric, in the order in which they are listed and shown. */
import { capacity } from './capacity.ts';
import { cpuPerRequest } from './cpu-per-request.ts';
import { errors } from './errors.ts';
import type { Metric } from './metric.ts';
import { p50 } from './p50.ts';
import { p99 } from './p99.ts';
import { rss } from './rss.ts';
import { throughput } from './throughput.ts';

export const metrics: readonly Metric[] = [throughput, capacity, p50, p99, cpuPerRequest, rss, errors];

/** The metric that every trial has a figure of, and that stands in where a record names none that is known. */
export const usualMetric = throughput;

export function metricNames(): string[] {
  return metrics.map(({ name }) => name);
}

/** Null where no metric has that name: a record may be of a newer version. */
export function metricNamed(name: string): Metric | null {
  return metrics.find((metric) => metric.name === name) ?? null;
}

/** The same, but the usual metric where none has that name. */
export function metricOf(name: string | undefined): Metric {
  return (name === undefined ? null : metricNamed(name)) ?? usualMetric;
}

/** What is wrong with records that name a metric which nothing here knows. */
export function unknownMetric(scenario: string, name: string): string {
  return `scenario ${scenario} is judged by ${name}, a metric that this version of cluster-bench does not know (it knows ${metricNames().join(', ')})`;
}

/** The same of the first of these scenarios that does; null where none does. */
export function unknownMetricIn(
  scenarios: readonly { readonly name: string; readonly metric: string }[],
): string | null {
  const found = scenarios.find(({ metric }) => metricNamed(metric) === null);
  return found === undefined ? null : unknownMetric(found.name, found.metric);
}
