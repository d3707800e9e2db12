/** Trials whose requests have labels. */
import type { OkTrial } from '../../records/run.ts';

/** withLabels gives a trial two labels: `list`, with two thirds of its requests, and `create`, twice as slow. */
export function withLabels(trial: OkTrial): OkTrial {
  const { load } = trial;
  const { latency, errors, windowSeconds } = load;
  const part = (label: string, share: number, slower: number) => {
    const completed = Math.round(load.completed * share);
    return {
      label,
      inFlightAtStart: 5,
      sent: completed,
      completed,
      unfinished: 5,
      throughput: completed / windowSeconds,
      statuses: { 200: completed },
      latency: {
        ...latency,
        p50: latency.p50 * slower,
        p95: latency.p95 * slower,
        p99: latency.p99 * slower,
      },
      errors,
      perSecond: [],
    };
  };
  return { ...trial, load: { ...load, byLabel: [part('list', 2 / 3, 1), part('create', 1 / 3, 2)] } };
}
