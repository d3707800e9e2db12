/** The cost of one event: the requests that it concerned, by fate, and the throughput around it. */

import { noErrors } from '../../load/load-errors.ts';
import { OUTCOMES } from '../../load/numbered/request-log.ts';
import type { WorkerChange } from '../../observe/alive-workers.ts';
import type { EventCost, LostRequests } from '../../records/run.ts';
import { concerns, type Fate, type Settled, type Stretch } from './fates.ts';
import { longestSilence, type Period, recoveryOf } from './recovery.ts';

interface Around {
  readonly event: Stretch;
  /** From the last event's end, or the window's start, to the event. */
  readonly before: Period;
  /** From the event to the next one, or to the window's end. */
  readonly after: Period;
  readonly windowFromMs: number;
  /** Null if nothing shows which workers are alive. */
  readonly workers: readonly WorkerChange[] | null;
}

export function costOf(settled: readonly Settled[], ends: Float64Array, around: Around): EventCost {
  const { event, before, after, windowFromMs, workers } = around;
  const recovery = recoveryOf(ends, before, after);
  return {
    ...countsOf(settled, event),
    throughputBefore: recovery?.throughputBefore ?? null,
    deepestSecond: recovery && {
      atSeconds: (recovery.deepest.fromMs - windowFromMs) / 1_000,
      throughput: recovery.deepest.throughput,
    },
    recoverySeconds: recovery?.seconds ?? null,
    longestSilenceSeconds: longestSilence(ends, after),
    ...workersIn(workers, after),
  };
}

type Counts = Pick<
  EventCost,
  | 'inFlightAtStart'
  | 'requests'
  | 'lost'
  | 'wrong'
  | 'unavailable'
  | 'executedTwice'
  | 'failures'
  | 'mayRunTwice'
>;

function countsOf(settled: readonly Settled[], event: Stretch): Counts {
  const fates = noFates();
  const failures = noErrors();
  const names = new Map<string, number>();
  let [inFlightAtStart, requests, executedTwice] = [0, 0, 0];
  for (const { log, fates: all, isRepeated } of settled) {
    for (let row = 0; row < log.count; row++) {
      if (!concerns(event, log, row)) continue;
      const fate = all[row] ?? 'unknown';
      requests++;
      fates[fate]++;
      if ((log.dueMs[row] ?? 0) < event.fromMs) inFlightAtStart++;
      if (isRepeated(row)) executedTwice++;
      const outcome = OUTCOMES[log.outcomes[row] ?? 0];
      if (outcome !== undefined && outcome !== 'completed' && outcome !== 'inFlight') failures[outcome]++;
      const name = log.nameList[log.names[row] ?? -1];
      if (name !== undefined && (fate === 'begun' || fate === 'finished'))
        names.set(name, (names.get(name) ?? 0) + 1);
    }
  }
  return {
    inFlightAtStart,
    requests,
    lost: lostOf(fates),
    wrong: fates.wrong,
    unavailable: fates.unavailable,
    executedTwice,
    failures,
    mayRunTwice: [...names].map(([request, count]) => ({ request, count })),
  };
}

export function noFates(): Record<Fate, number> {
  return {
    correct: 0,
    wrong: 0,
    neverReached: 0,
    begun: 0,
    finished: 0,
    unavailable: 0,
    unknown: 0,
    unfinished: 0,
  };
}

export function lostOf({ neverReached, begun, finished, unknown }: Record<Fate, number>): LostRequests {
  return { neverReached, begun, finished, unknown };
}

function workersIn(
  workers: readonly WorkerChange[] | null,
  { fromMs, toMs }: Period,
): Pick<EventCost, 'forks' | 'leastWorkers'> {
  if (workers === null) return { forks: null, leastWorkers: null };
  const aliveAtStart = workers.findLast(({ atMs }) => atMs <= fromMs)?.alive ?? 0;
  const steps = workers.filter(({ atMs }) => atMs > fromMs && atMs <= toMs);
  const forks = steps.filter(({ alive }, index) => alive > (steps[index - 1]?.alive ?? aliveAtStart)).length;
  return { forks, leastWorkers: Math.min(aliveAtStart, ...steps.map(({ alive }) => alive)) };
}
