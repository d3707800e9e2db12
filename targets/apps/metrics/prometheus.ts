import { Counter, Histogram, Registry } from 'prom-client';
import type { Metrics } from './metrics.ts';

const labelNames = ['method', 'route', 'status'] as const;

/**
 * prometheusMetrics counts each response and records its time in a histogram, as most teams do it with `prom-client`.
 * The label `pid` is the same for all of a worker's series, so the registry adds it. The library's default metrics
 * (heap, event loop, garbage collection) are left out: they cost time whether or not there are requests.
 */
export function prometheusMetrics(): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ pid: process.pid });
  const registers = [registry];
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Responses of this worker',
    labelNames,
    registers,
  });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its response',
    labelNames,
    registers,
  });
  return {
    note: (method, route, status, seconds) => {
      const labels = { method, route, status };
      requests.inc(labels);
      durations.observe(labels, seconds);
    },
    page: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
