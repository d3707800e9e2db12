/** Names and units of metrics as identifiers, for formats that put them into names of columns and series. */
import type { Metric } from '../../harness/stats/metrics/metric.ts';

interface Unit {
  /** As records have it, in the name of a column. */
  readonly column: string;
  /** The base unit of OpenMetrics, and how many of the record's units it has. */
  readonly base: string;
  readonly per: number;
}

const UNITS: Readonly<Record<string, Unit>> = {
  'req/s': { column: 'requests_per_second', base: 'requests_per_second', per: 1 },
  'iterations/s': { column: 'iterations_per_second', base: 'iterations_per_second', per: 1 },
  s: { column: 'seconds', base: 'seconds', per: 1 },
  ms: { column: 'ms', base: 'seconds', per: 1e3 },
  µs: { column: 'us', base: 'seconds', per: 1e6 },
  share: { column: 'ratio', base: 'ratio', per: 1 },
};

export function unitOf({ unit }: Pick<Metric, 'unit'>): Unit {
  return UNITS[unit] ?? { column: identifier(unit), base: identifier(unit), per: 1 };
}

/** `cpuPerRequest` in µs is `cpu_per_request_us`. A unit that begins with the name says it all. */
export function withUnit(name: string, unit: string): string {
  const own = identifier(name);
  return unit === own || unit.startsWith(`${own}_`) ? unit : `${own}_${unit}`;
}

/** `cpuPerRequest` and `cpu-per-request` are `cpu_per_request`. */
export function identifier(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}
