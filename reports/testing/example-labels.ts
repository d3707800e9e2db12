/** Trials whose requests have labels, as scripts of scenarios give them. */
import type { LabelFigures, OkTrial } from '../../harness/records/run.ts';

interface Labelled {
  readonly statuses: Readonly<Record<string, number>>;
  /** Median and p99 of its correct responses; those of the trial if omitted. */
  readonly latency?: { readonly p50: number; readonly p99: number };
}

/** labelled gives a trial labels. Responses with another status than 200 are failures. */
export function labelled(trial: OkTrial, byLabel: Readonly<Record<string, Labelled>>): OkTrial {
  const { load } = trial;
  const labels = Object.entries(byLabel).map(([label, { statuses, latency }]): LabelFigures => {
    const completed = statuses[200] ?? 0;
    const non2xx = total(statuses) - completed;
    return {
      ...{
        label,
        inFlightAtStart: 0,
        sent: completed + non2xx,
        completed,
        unfinished: 0,
        throughput: completed / load.windowSeconds,
      },
      statuses,
      latency: { ...load.latency, ...latency, max: (latency?.p99 ?? load.latency.max) * 2 },
      errors: { ...load.errors, non2xx },
      perSecond: [],
    };
  });
  const all: Record<string, number> = {};
  for (const { statuses } of labels) {
    for (const [status, count] of Object.entries(statuses)) all[status] = (all[status] ?? 0) + count;
  }
  const completed = all[200] ?? 0;
  const errors = { ...load.errors, non2xx: total(all) - completed };
  return { ...trial, load: { ...load, completed, statuses: all, errors, byLabel: labels } };
}

function total(statuses: Readonly<Record<string, number>>): number {
  return Object.values(statuses).reduce((sum, count) => sum + count, 0);
}
