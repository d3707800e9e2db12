/** Accounts for every request of a window with events, number by number, client against workers. */
import type { LogOfProcess } from '../../load/numbered/log-file.ts';
import { OUTCOMES } from '../../load/numbered/request-log.ts';
import type { WorkerChange } from '../../observe/alive-workers.ts';
import type { NotedRequests } from '../../observe/request-notes.ts';
import type { Accounts, HappenedEvent, Phase } from '../../records/run.ts';
import { sum } from '../../stats/summary.ts';
import { costOf, lostOf, noFates } from './event-figures.ts';
import { type Settled, type Stretch, settle, unnoted } from './fates.ts';
import { phasesOf } from './phases.ts';

export interface AccountedFor {
  readonly window: { readonly fromMs: number; readonly toMs: number };
  readonly logs: readonly LogOfProcess[];
  readonly notes: NotedRequests;
  readonly events: readonly (HappenedEvent & { readonly endsTarget: boolean })[];
  /** Null if nothing shows which workers are alive. */
  readonly workers: readonly WorkerChange[] | null;
}

interface AccountsOfWindow {
  readonly accounts: Accounts;
  /** In the order of the given ones. */
  readonly events: HappenedEvent[];
  readonly phases: Phase[];
}

export function accountFor({ window, logs, notes, events, workers }: AccountedFor): AccountsOfWindow {
  const stretches = events.map(
    ({ atSeconds, endedSeconds, endsTarget }): Stretch => ({
      fromMs: window.fromMs + atSeconds * 1_000,
      toMs:
        endedSeconds === null || endsTarget ? Number.POSITIVE_INFINITY : window.fromMs + endedSeconds * 1_000,
      endsTarget,
    }),
  );
  const settled = settle(logs, notes, stretches);
  const ends = correctEnds(logs);
  return {
    accounts: { ...totalsOf(settled), notNoted: unnoted(logs, notes), workersAlive: alive(workers, window) },
    phases: phasesOf(settled, events, window),
    events: events.map(({ endsTarget: _, ...event }, index) => {
      const stretch = stretches[index];
      if (stretch === undefined) return event;
      const before = {
        fromMs: Math.min(stretches[index - 1]?.toMs ?? window.fromMs, stretch.fromMs),
        toMs: stretch.fromMs,
      };
      const after = { fromMs: stretch.fromMs, toMs: stretches[index + 1]?.fromMs ?? window.toMs };
      const around = { event: stretch, before, after, windowFromMs: window.fromMs, workers };
      return { ...event, cost: costOf(settled, ends, around) };
    }),
  };
}

function totalsOf(settled: readonly Settled[]): Omit<Accounts, 'notNoted' | 'workersAlive'> {
  const fates = noFates();
  let executedTwice = 0;
  for (const { log, fates: all, isRepeated } of settled) {
    for (const [row, fate] of all.entries()) {
      fates[fate]++;
      if (isRepeated(row)) executedTwice++;
    }
    // They wait for a connection, and have no number yet.
    fates.unfinished += log.waiting;
  }
  const { correct, wrong, unavailable, unfinished } = fates;
  return { correct, wrong, lost: lostOf(fates), unavailable, unfinished, executedTwice };
}

function alive(
  workers: AccountedFor['workers'],
  { fromMs, toMs }: AccountedFor['window'],
): Accounts['workersAlive'] {
  if (workers === null) return null;
  const first = workers.findLast(({ atMs }) => atMs <= fromMs)?.alive ?? 0;
  const steps = workers.filter(({ atMs }) => atMs > fromMs && atMs < toMs);
  return [
    { atSeconds: 0, count: first },
    ...steps.map(({ atMs, alive: count }) => ({ atSeconds: (atMs - fromMs) / 1_000, count })),
  ];
}

/** correctEnds are the instants of correct responses, ascending. */
function correctEnds(logs: readonly LogOfProcess[]): Float64Array {
  const ends = new Float64Array(sum(logs.map(({ count }) => count)));
  let length = 0;
  for (const log of logs) {
    for (let row = 0; row < log.count; row++) {
      if (OUTCOMES[log.outcomes[row] ?? 0] === 'completed') ends[length++] = log.endMs[row] ?? 0;
    }
  }
  return ends.subarray(0, length).sort();
}
