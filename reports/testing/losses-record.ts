/** A run whose windows have two events, a deploy and a crash, with a different outcome for each variant. */
import { noErrors } from '../../harness/load/load-errors.ts';
import type { Cell, EventCost, HappenedEvent, OkTrial, RunRecord } from '../../harness/records/run.ts';
import { sum } from '../../harness/stats/summary.ts';
import { exampleRecord, failedTrial, steadyRate } from './example-record.ts';

const RATE = 200;
const DEPLOY_AT = 4;
const CRASH_AT = 12;
const WINDOW = 20;

type Lost = Partial<EventCost['lost']>;
type Change = Partial<Omit<EventCost, 'lost'>> & {
  readonly lost?: Lost;
  readonly tookSeconds?: number | null;
  readonly isLasting?: boolean;
};

/** Changes from an event without a cost, by variant and trial. */
const DEPLOYS: Readonly<Record<string, readonly Change[]>> = {
  single: [
    { lost: { neverReached: 101 }, unavailable: 3, tookSeconds: 0.6, recoverySeconds: 0.5, leastWorkers: 0 },
    { lost: { neverReached: 95, unknown: 2 }, tookSeconds: 0.6, recoverySeconds: 0.5, leastWorkers: 0 },
    { lost: { neverReached: 120 }, tookSeconds: 0.7, recoverySeconds: 0.6, leastWorkers: 0 },
  ],
  'cluster-2-rr': [{}, { tookSeconds: 1.9 }, { wrong: 1 }],
  'pm2-2': [
    { lost: { begun: 4, neverReached: 8 }, mayRunTwice: [{ request: 'POST /api/orders', count: 3 }] },
    {
      lost: { begun: 5, finished: 1, neverReached: 25 },
      mayRunTwice: [{ request: 'POST /api/orders', count: 4 }],
    },
    { tookSeconds: null, lost: { neverReached: 2 } },
  ],
  'nginx+processes-2': [{ executedTwice: 2 }, {}, { executedTwice: 1 }],
};

const CRASHES: Readonly<Record<string, readonly Change[]>> = {
  single: Array.from({ length: 3 }, () => ({
    ...{ isLasting: true, requests: 1_600, lost: { neverReached: 1_589, begun: 10 }, leastWorkers: 0 },
    ...{ recoverySeconds: null, forks: 0, longestSilenceSeconds: 8 },
  })),
  'cluster-2-rr': [{ lost: { begun: 5 } }, { lost: { begun: 6 } }, { lost: { begun: 5, finished: 1 } }],
  'pm2-2': [{ lost: { begun: 5 } }, {}, { lost: { begun: 4, neverReached: 1 } }],
  'nginx+processes-2': Array.from({ length: 3 }, () => ({
    ...{
      tookSeconds: null,
      requests: 1_600,
      executedTwice: 5,
      recoverySeconds: 0,
      forks: 0,
      leastWorkers: 1,
    },
  })),
};

/** Three trials of four variants; one trial failed, and one deploy had not ended by the window's end. */
export function lossesRecord(): RunRecord {
  const events = [
    { event: 'deploy', atSeconds: DEPLOY_AT },
    { event: 'crash', atSeconds: CRASH_AT },
  ];
  const all = exampleRecord({
    ...{ workers: [1, 2], policies: ['rr'], proxies: ['none', 'nginx'], trials: 3, durationSeconds: WINDOW },
    ...{ topologies: ['single', 'cluster', 'pm2', 'processes'], offeredRate: RATE, connections: 20 },
    scenarios: [
      { ...steadyRate, name: 'deploy', metric: 'lost', events, rate: { kind: 'absolute', perSecond: RATE } },
    ],
    alter: (trial, cell) => (cell.variant in DEPLOYS ? disturbed(trial, cell) : null),
  });
  const cells = all.cells.filter(({ variant }) => variant in DEPLOYS);
  const reason =
    'deploy cannot run: cluster-naive cannot restart its workers one at a time; use cluster or pm2';
  return { ...all, cells: [...cells, naive(cells)], skipped: [{ cell: 'cluster-naive-2-rr', reason }] };
}

function naive(cells: readonly Cell[]): Cell {
  const cluster = cells.find(({ variant }) => variant === 'cluster-2-rr');
  if (cluster === undefined) throw new Error('the example has no cluster');
  return { ...cluster, id: 'cluster-naive-2-rr', variant: 'cluster-naive-2-rr', topology: 'cluster-naive' };
}

function disturbed(trial: OkTrial, { variant, workers, isReference: isDead }: Cell) {
  if (variant === 'nginx+processes-2' && trial.trial === 3)
    return failedTrial(trial, 'deploy, 4 s into the window, failed: nginx did not reload');
  const change = (changes: Readonly<Record<string, readonly Change[]>>) =>
    changes[variant]?.[trial.trial - 1] ?? {};
  const events = [
    eventOf({ name: 'deploy', noun: 'rolling restart', atSeconds: DEPLOY_AT, workers }, change(DEPLOYS)),
    eventOf({ name: 'crash', noun: 'worker kill', atSeconds: CRASH_AT, workers }, change(CRASHES)),
  ];
  const lost = sum(events.flatMap(({ cost }) => Object.values(cost?.lost ?? {})));
  return {
    ...trial,
    events,
    load: {
      ...trial.load,
      completed: trial.load.completed - lost,
      errors: { ...noErrors(), connect: lost },
      perSecond: Array.from({ length: WINDOW }, (_, second) => {
        const failed = isDead && second >= CRASH_AT ? RATE : second === DEPLOY_AT ? Math.min(RATE, lost) : 0;
        return { completed: RATE - failed, failed, p99Ms: failed === RATE ? null : 62 };
      }),
    },
    accounts: {
      ...{ correct: trial.load.completed - lost, wrong: 0, unavailable: 0, unfinished: 10, executedTwice: 0 },
      lost: { neverReached: lost, begun: 0, finished: 0, unknown: 0 },
      notNoted: 0,
      workersAlive: [
        { atSeconds: 0, count: workers },
        { atSeconds: CRASH_AT, count: workers - 1 },
        ...(isDead ? [] : [{ atSeconds: CRASH_AT + 0.8, count: workers }]),
      ],
    },
    phases: [
      phase('before', 0, DEPLOY_AT),
      phase('during deploy', DEPLOY_AT, DEPLOY_AT + 1.8, 81),
      phase('after deploy', DEPLOY_AT + 1.8, CRASH_AT),
      phase('during crash', CRASH_AT, CRASH_AT + 0.8, isDead ? null : 140),
      phase('after crash', CRASH_AT + 0.8, WINDOW, isDead ? null : 60),
    ],
  };
}

function phase(name: string, fromSeconds: number, toSeconds: number, p99Ms: number | null = 60) {
  return { name, fromSeconds, toSeconds, throughput: p99Ms === null ? 0 : RATE, p99Ms, failed: 0 };
}

type Named = Pick<HappenedEvent, 'name' | 'noun' | 'atSeconds'> & { readonly workers: number };

function eventOf(
  { workers, ...named }: Named,
  { tookSeconds = 1.8, isLasting = false, lost = {}, ...change }: Change,
): HappenedEvent {
  return {
    ...named,
    isLasting,
    endedSeconds: tookSeconds === null || isLasting ? null : named.atSeconds + tookSeconds,
    detail: tookSeconds === null ? {} : { oldPids: '101 102', newPids: '103 104', seconds: tookSeconds },
    cost: {
      ...{ inFlightAtStart: 10, requests: 372, wrong: 0, unavailable: 0, executedTwice: 0, mayRunTwice: [] },
      lost: { neverReached: 0, begun: 0, finished: 0, unknown: 0, ...lost },
      failures: noErrors(),
      throughputBefore: 199.5,
      deepestSecond: { atSeconds: named.atSeconds + 0.3, throughput: 171 },
      recoverySeconds: 0,
      longestSilenceSeconds: 0.06,
      forks: workers,
      leastWorkers: workers,
      ...change,
    },
  };
}
