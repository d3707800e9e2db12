/** Each diagnostic on figures alone, just beyond its threshold and just within it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Policy } from '../../targets/policies/index.ts';
import { none } from '../../targets/policies/none.ts';
import { rr } from '../../targets/policies/rr.ts';
import {
  accountsWith,
  cpuWith,
  healthyFigures,
  loadHostWith,
  loadWith,
  proxyProcesses,
  rateLoadWith,
  secondsOf,
  workerWith,
} from '../dev/testing/figures.ts';
import { noErrors } from '../load/load-errors.ts';
import type { LoadMode } from '../records/run.ts';
import type { TrialFigures } from './diagnostic.ts';
import { diagnostics, warningsOf } from './diagnostics/index.ts';
import { unsteady, warmingUp } from './diagnostics/steady-state.ts';

type Change = Partial<TrialFigures>;

const NO_ERRORS = noErrors();
const REFUSED = loadWith({
  completed: 500,
  errors: { ...NO_ERRORS, non2xx: 1_500 },
  statuses: { 401: 1_500 },
});
const workers = (...requests: readonly number[]) =>
  requests.map((count) => workerWith({ requests: count, connections: 25 }));
/** Four workers under policy `none` that share a hundred connections as given. */
const unfair = (...connections: readonly number[]): Change => ({
  workers: 4,
  skew: none.skew,
  processes: connections.map((count) => workerWith({ connections: count, requests: 200 * count })),
});
const costly = (cpuSeconds: number) => workerWith({ instance: 2, pid: 7, cpuSeconds });
const proxied = (share: number, proxy: number): Change => ({
  proxy: 'any',
  processes: [workerWith({}), workerWith({}), ...proxyProcesses(2, share)],
  cpu: cpuWith({ busy: { proxy } }),
});
const newConnections = (timeWait: number, connections: LoadMode['connections'] = 'per-request'): Change => ({
  load: loadWith({ mode: { connections, arrivals: 'closed' } }),
  sockets: { timeWait, localPorts: 20_000 },
});
const full = (target: number): Change => ({
  cpu: cpuWith({ cores: 2, busy: { target, load: 0.3, primary: 0 } }),
});
const limitsWith = (cpu: number): TrialFigures['limits'] =>
  [
    { setBy: 'connections' as const, limit: 4_000 },
    { setBy: 'cpu' as const, limit: cpu },
  ].toSorted((a, b) => a.limit - b.limit);
const searched = (p99: number, rate = 900): Change => ({
  load: rateLoadWith({ latency: { ...rateLoadWith({}).latency, p99 } }),
  search: { objective: { percentile: 99, limitMs: 100 }, rate, low: rate, high: rate + 15, steps: [] },
});
/** An hour in which 1 GB grows by so many MB. */
const growing = (megabytes: number): Change => ({
  load: loadWith({ windowSeconds: 3_600 }),
  memory: {
    beforeLoadBytes: null,
    atSeconds: [0, 1_800, 3_600],
    processes: [{ pid: 1, instance: 0, role: 'worker', bytes: [1e9, 1e9, 1e9] }],
    slope: { bytesPerHour: megabytes * 1e6, low: 1e6, high: 2e8, firstHalfBytesPerHour: megabytes * 1e6 },
  },
});
const agents = (change: Parameters<typeof loadHostWith>[0]): Change => ({
  loadHosts: [loadHostWith(change)],
});
/** Nine seconds at 2,000 per second. */
const STEADY = [2_010, 1_990, 2_005, 1_995, 2_000, 2_010, 1_990, 2_005, 1_995];
const apart = { target: [0, 1], proxy: [], load: [2, 3] };

/** Code, figures that raise it, figures that do not. */
const cases: readonly (readonly [string, Change, Change])[] = [
  ['memory-grows', growing(110), growing(90)],
  // 10% of 2.5 busy seconds, and 1% of 10 s.
  [
    'gc-heavy',
    { processes: [workerWith({}), workerWith({ instance: 1, gcSeconds: 0.26 })] },
    { processes: [workerWith({}), workerWith({ instance: 1, gcSeconds: 0.24 })] },
  ],
  [
    'gc-heavy',
    { processes: [workerWith({ eventLoopUtilization: 0.02, gcSeconds: 0.11 }), workerWith({})] },
    { processes: [workerWith({ eventLoopUtilization: 0.02, gcSeconds: 0.09 }), workerWith({})] },
  ],
  [
    'ledger-unbalanced',
    { load: loadWith({ unfinished: 99 }) },
    { load: loadWith({ sent: 20_003, completed: 20_001, errors: { ...NO_ERRORS, non2xx: 2 } }) },
  ],
  [
    'requests-unaccounted',
    { accounts: accountsWith({ correct: 19_999 }) },
    {
      accounts: accountsWith({
        correct: 19_990,
        lost: { neverReached: 1, begun: 2, finished: 3, unknown: 0 },
        unavailable: 4,
      }),
    },
  ],
  ['requests-not-noted', { accounts: accountsWith({ notNoted: 1 }) }, { accounts: accountsWith({}) }],
  [
    'event-unfinished',
    {
      events: [
        {
          name: 'deploy',
          noun: 'rolling restart',
          isLasting: false,
          atSeconds: 3,
          endedSeconds: null,
          detail: {},
          cost: null,
        },
      ],
    },
    {
      events: [
        {
          name: 'deploy',
          noun: 'rolling restart',
          isLasting: false,
          atSeconds: 3,
          endedSeconds: 9,
          detail: {},
          cost: null,
        },
      ],
    },
  ],
  ['littles-law', { load: loadWith({ meanInFlight: 98.9 }) }, { load: loadWith({ meanInFlight: 99.1 }) }],
  ['littles-law', { load: loadWith({ meanInFlight: 101.1 }) }, { load: loadWith({ meanInFlight: 100.9 }) }],
  [
    'errors',
    { load: loadWith({ completed: 19_970, errors: { ...NO_ERRORS, non2xx: 30 } }) },
    { load: loadWith({ completed: 19_990, errors: { ...NO_ERRORS, non2xx: 10 } }) },
  ],
  [
    'errors',
    { load: REFUSED },
    // Failures that a scenario expects are its figures.
    { load: REFUSED, expectedFailures: ['401'] },
  ],
  [
    'timeouts-left-out',
    { load: loadWith({ completed: 19_999, errors: { ...NO_ERRORS, timeout: 1 } }) },
    { load: loadWith({ completed: 19_999, errors: { ...NO_ERRORS, reset: 1 } }) },
  ],
  // 100 of 20,000, and three times the square root of the 360 in flight at both ends.
  [
    'rate-missed',
    { load: rateLoadWith({ completed: 19_840, unfinished: 260 }) },
    { load: rateLoadWith({ completed: 19_845, unfinished: 255 }) },
  ],
  [
    'rate-missed',
    { load: rateLoadWith({ completed: 10_000, errors: { ...NO_ERRORS, timeout: 10_000 } }) },
    { load: rateLoadWith({ completed: 10_000, errors: { ...NO_ERRORS, connect: 10_000 } }) },
  ],
  [
    'load-client-saturated',
    { load: loadWith({ clientUtilization: 0.91, clientWaitShare: null }) },
    { load: loadWith({ clientUtilization: 0.89, clientWaitShare: null }) },
  ],
  [
    'load-client-saturated',
    { load: loadWith({ clientUtilization: 0.1, clientWaitShare: 0.51 }) },
    { load: loadWith({ clientUtilization: 0.1, clientWaitShare: 0.49 }) },
  ],
  [
    'load-client-saturated',
    { load: rateLoadWith({ sendDelayP99Ms: 6.1 }) },
    { load: rateLoadWith({ sendDelayP99Ms: 5.9 }) },
  ],
  ['load-hosts-skewed', agents({ clock: { skewMs: -9.9 } }), agents({ clock: { skewMs: -9.7 } })],
  ['load-host-busy', agents({ busy: 95 }), agents({ busy: 94 })],
  ['load-host-retransmits', agents({ retransmits: 51 }), agents({ retransmits: 50 })],
  // A twentieth of four cores, and a tick of each of three processes in 10 s.
  ['foreign-load', { cpu: cpuWith({ busy: { other: 0.21 } }) }, { cpu: cpuWith({ busy: { other: 0.2 } }) }],
  // A hundredth, and a tick of each core in 10 s.
  ['steal', { cpu: cpuWith({ steal: 1.2 }) }, { cpu: cpuWith({ steal: 1.05 }) }],
  // The trial's own processes keep 0.71 of four cores busy: 17.75%.
  ['cpu-pressure', { cpu: cpuWith({ pressure: 38 }) }, { cpu: cpuWith({ pressure: 37 }) }],
  // A group that used up its CPU limit waited for 2 of 10 s.
  [
    'cpu-pressure',
    { cpu: cpuWith({ pressure: 58 }), cpuLimits: throttled(2) },
    { cpu: cpuWith({ pressure: 57 }), cpuLimits: throttled(2) },
  ],
  ['oversubscribed', full(1.51), full(1.49)],
  ['ports-near-end', newConnections(10_950), newConnections(10_850)],
  ['ports-near-end', newConnections(10_950, 'per-iteration'), newConnections(10_950, 'kept')],
  ['proxy-saturated', proxied(0.91, 0.95), proxied(0.89, 0.95)],
  ['connections-bind', { load: loadWith({ throughput: 3_610 }) }, { load: loadWith({ throughput: 3_570 }) }],
  [
    'connections-bind',
    { load: loadWith({ throughput: 3_610 }), limits: limitsWith(4_010) },
    { load: loadWith({ throughput: 3_610 }), limits: limitsWith(3_990) },
  ],
  [
    'worker-stalled',
    { processes: [workerWith({ requests: 20_000 }), workerWith({ requests: 99 })] },
    { processes: [workerWith({ requests: 20_000 }), workerWith({ requests: 105 })] },
  ],
  [
    'worker-stalled',
    { processes: [workerWith({ requests: 15_000 }), workerWith({ requests: 4_000, loopDelayP99Ms: 1_010 })] },
    { processes: [workerWith({ requests: 15_000 }), workerWith({ requests: 4_000, loopDelayP99Ms: 990 })] },
  ],
  [
    'worker-stalled',
    { processes: [workerWith({ requests: 15_000 }), workerWith({ requests: 4_900, loopDelayP99Ms: 2_000 })] },
    { processes: [workerWith({ requests: 15_000 }), workerWith({ requests: 5_100, loopDelayP99Ms: 2_000 })] },
  ],
  [
    'short-window',
    {
      load: loadWith({
        windowSeconds: 10,
        latency: { ...loadWith({}).latency, mean: 1_010 },
        meanInFlight: 100,
        completed: 990,
      }),
    },
    {
      load: loadWith({
        windowSeconds: 10,
        latency: { ...loadWith({}).latency, mean: 990 },
        meanInFlight: 100,
        completed: 1_010,
      }),
    },
  ],
  // In one second, and in the nine others, a hundred connections may complete one request more or less: 111 per
  // second.
  [
    'warming-up',
    { load: loadWith({ perSecond: secondsOf([1_885, ...STEADY]) }) },
    { load: loadWith({ perSecond: secondsOf([1_895, ...STEADY]) }) },
  ],
  [
    'unsteady',
    { load: loadWith({ perSecond: secondsOf([...STEADY, 1_885]) }) },
    { load: loadWith({ perSecond: secondsOf([...STEADY, 1_895]) }) },
  ],
  ['objective-missed', searched(111), searched(109)],
  // The whole window of 10 s: 990 and 1,000 responses.
  ['few-responses', searched(90, 99), searched(90, 100)],
  [
    'target-unseen',
    { cpu: cpuWith({ busy: { target: null } }), processes: [], isAttached: true },
    { cpu: cpuWith({ busy: { target: 0 } }) },
  ],
  [
    'more-workers',
    { isAttached: true, processes: [workerWith({}), workerWith({}), workerWith({})] },
    { isAttached: true, processes: [workerWith({})] },
  ],
  ['agent-silent', { processes: [workerWith({})] }, { processes: [workerWith({}), workerWith({})] }],
  [
    'more-workers',
    { processes: [workerWith({}), workerWith({}), workerWith({})] },
    { processes: [workerWith({}), workerWith({})] },
  ],
  // Variation 0.51 and 0.49 of the mean; chance makes 0.47 for 100 connections dealt to four workers.
  ['worker-skew', unfair(39, 33, 15, 13), unfair(38, 33, 16, 13)],
  [
    'worker-skew',
    { workers: 4, load: loadWith({ connections: 100 }), processes: workers(5_000, 5_000, 5_000, 1_000) },
    { workers: 4, load: loadWith({ connections: 100 }), processes: workers(5_000, 5_000, 5_000, 1_700) },
  ],
  // By CPU time per request, by the p99 of its own responses, and not by a p99 that more requests explain.
  [
    'worker-differs',
    { workers: 3, processes: [workerWith({}), workerWith({ instance: 1 }), costly(5.1)] },
    { workers: 3, processes: [workerWith({}), workerWith({ instance: 1 }), costly(4.9)] },
  ],
  [
    'worker-differs',
    { processes: [workerWith({}), workerWith({ responseP99Ms: 166 })] },
    { processes: [workerWith({}), workerWith({ responseP99Ms: 164 })] },
  ],
  [
    'worker-differs',
    { processes: [workerWith({}), workerWith({ responseP99Ms: 200, requests: 12_000 })] },
    { processes: [workerWith({}), workerWith({ responseP99Ms: 200, requests: 13_000 })] },
  ],
];

test('a healthy trial has no warnings, in a closed loop or an open one', () => {
  assert.deepEqual(warningsOf(healthyFigures()), []);
  assert.deepEqual(warningsOf(healthyFigures({ load: rateLoadWith({}) })), []);
  assert.deepEqual(
    warningsOf(
      healthyFigures({ load: loadWith({ mode: { connections: 'per-request', arrivals: 'closed' } }) }),
    ),
    [],
  );
});

test('a load that changes by stages has no diagnostics that assume one level', () => {
  const phase = {
    name: '0 to 9',
    fromSeconds: 0,
    toSeconds: 10,
    fromLevel: 0,
    level: 9,
    throughput: 1,
    p99Ms: 1,
    failed: 0,
  };
  const ramp = [200, 600, 1_000, 1_400, 1_800, 2_200, 2_600, 3_000, 3_400, 3_800];
  const change = { phases: [phase], perSecond: secondsOf(ramp), meanInFlight: 50 };
  const latency = { ...loadWith({}).latency, mean: 25 };
  assert.deepEqual(warningsOf(healthyFigures({ load: loadWith({ ...change, latency }), limits: [] })), []);
  const { length } = warningsOf(healthyFigures({ load: loadWith({ ...change, latency, phases: [] }) }));
  assert.ok(length > 0);
});

for (const [code, beyond, within] of cases) {
  test(`${code} is raised beyond its threshold, and not within it`, () => {
    const codes = (change: Change) => warningsOf(healthyFigures(change)).map((warning) => warning.code);
    assert.ok(codes(beyond).includes(code), `${codes(beyond)}`);
    assert.ok(!codes(within).includes(code), `${codes(within)}`);
  });
}

test('every diagnostic is tested both ways, and is one sentence with numbers', () => {
  const shown = new Set([...cases.map(([code]) => code)]);
  assert.deepEqual([...shown].sort(), diagnostics.map(({ code }) => code).sort());
  for (const [code, change] of cases) {
    const warning = warningsOf(healthyFigures(change)).find((one) => one.code === code);
    assert.ok(warning && Object.values(warning.numbers).every(Number.isFinite), code);
    assert.match(warning.text, /^\S[^\n]{40,}[^.\s]$/);
  }
});

test('figures that a host does not report raise nothing', () => {
  const cpu = cpuWith({ steal: null, pressure: null });
  const processes = [1, 2].map(() =>
    workerWith({ requests: null, connections: null, eventLoopUtilization: null, loopDelayP99Ms: null }),
  );
  const load = loadWith({ clientWaitShare: null });
  assert.deepEqual(warningsOf(healthyFigures({ cpu, load, processes, sockets: null, limits: [] })), []);
});

test('a first second at half speed is reported, and an incomplete last second is not', () => {
  const perSecond = [1_000, 2_010, 1_990, 2_005, 1_995, 2_000, 2_010, 1_990];
  const load = loadWith({ windowSeconds: 8, perSecond: secondsOf(perSecond) });
  const numbers = warmingUp.find(healthyFigures({ load }))?.numbers;
  assert.equal(numbers?.changeAtSecond, 1);
  assert.equal(numbers?.throughputBefore, 1_000);
  const cut = loadWith({ windowSeconds: 7.2, perSecond: secondsOf([...perSecond.slice(1), 1_200]) });
  for (const diagnostic of [warmingUp, unsteady]) {
    assert.equal(diagnostic.find(healthyFigures({ load: cut })), null, diagnostic.code);
  }
});

test('a window with two levels is reported once, with the second of the change', () => {
  const changed = (...perSecond: readonly number[]) =>
    warningsOf(healthyFigures({ load: loadWith({ perSecond: secondsOf(perSecond) }) })).map(
      ({ code, numbers: { changeAtSecond, throughputBefore, throughputAfter } }) => [
        code,
        changeAtSecond,
        throughputBefore,
        throughputAfter,
      ],
    );
  const [slow, fast] = [
    [1_005, 995, 1_000, 1_000],
    [2_010, 1_990, 2_005, 1_995, 2_000, 2_000],
  ];
  assert.deepEqual(changed(...slow, ...fast), [['warming-up', 4, 1_000, 2_000]]);
  assert.deepEqual(changed(...fast, ...slow), [['unsteady', 6, 2_000, 1_000]], 'it collapsed');
  const late = [1_005, 995, 1_000, 1_010, 990, 1_000, 1_000];
  assert.deepEqual(changed(...late, 2_000, 2_010, 1_990), [['unsteady', 7, 1_000, 2_000]], 'it warmed up');
});

test('an open loop that spins is not a busy client, and a closed loop is never late', () => {
  assert.deepEqual(warningsOf(healthyFigures({ load: rateLoadWith({ clientUtilization: 1 }) })), []);
  assert.deepEqual(warningsOf(healthyFigures({ load: loadWith({ sendDelayP99Ms: 60 }) })), []);
});

test('Little’s law checks an open loop’s latencies against the requests in flight', () => {
  const law = (change: Parameters<typeof rateLoadWith>[0]) =>
    warningsOf(healthyFigures({ load: rateLoadWith(change) })).map(({ code }) => code);
  // 2,000/s x 50 ms = 100; 20 in flight across an end of 10 s, of 80 ms at most, may be 0.16 of a request.
  const ends = { inFlightAtStart: 20, unfinished: 20 };
  assert.deepEqual(law({ ...ends, meanInFlight: 101.1 }), []);
  assert.deepEqual(law({ ...ends, meanInFlight: 101.3 }), ['littles-law']);
  assert.deepEqual(law({ ...ends, meanInFlight: 98.7 }), ['littles-law']);
  // 20 failed after 1 s each: 2 more in flight, and up to 2 more across an end.
  const errors = { ...NO_ERRORS, reset: 20 };
  const failed = { completed: 19_980, errors, failedTime: { sumMs: 20_000, maxMs: 1_000 } };
  assert.deepEqual(law({ ...ends, ...failed, meanInFlight: 102 }), [], 'failed requests were in flight too');
  assert.deepEqual(law({ ...ends, ...failed, meanInFlight: 110 }), ['littles-law']);
});

test('a closed loop has one request in flight per connection, also with one connection per request', () => {
  const law = (meanInFlight: number) =>
    warningsOf(
      healthyFigures({
        load: loadWith({ mode: { connections: 'per-request', arrivals: 'closed' }, meanInFlight }),
      }),
    ).map(({ code }) => code);
  assert.deepEqual(law(99.1), []);
  assert.deepEqual(law(98.9), ['littles-law']);
  assert.deepEqual(law(101.1), ['littles-law']);
});

test('kept connections need no ports beyond their own, whatever else holds ports', () => {
  const sockets = { timeWait: 19_000, localPorts: 20_000 };
  assert.deepEqual(warningsOf(healthyFigures({ sockets })), []);
});

test('random arrivals that were fewer than offered do not miss the rate', () => {
  const load = rateLoadWith({ sent: 19_600, completed: 19_600, throughput: 1_960, meanInFlight: 98 });
  assert.deepEqual(warningsOf(healthyFigures({ load })), []);
  const failing = rateLoadWith({ sent: 19_000, completed: 19_000, throughput: 1_900, meanInFlight: 95 });
  assert.deepEqual(
    warningsOf(healthyFigures({ load: failing })).map(({ code }) => code),
    ['rate-missed'],
  );
});

test('a worker that does not report is found by its connections and by missing responses', () => {
  const codes = (load: TrialFigures['load']) =>
    warningsOf(healthyFigures({ processes: [workerWith({})], load })).map(({ code }) => code);
  const stopped = loadWith({ sent: 10_000, completed: 10_000, throughput: 1_000 });
  assert.deepEqual(codes(stopped), ['littles-law', 'worker-stalled', 'agent-silent']);
  assert.deepEqual(
    codes(loadWith({})),
    ['agent-silent'],
    'a worker without an agent responds like the others',
  );
});

test('a worker without connections is not stalled', () => {
  const processes = [workerWith({ requests: 20_000 }), workerWith({ requests: 0, connections: 0 })];
  const codes = warningsOf(healthyFigures({ processes })).map(({ code }) => code);
  assert.deepEqual(codes, ['worker-skew']);
});

test('a busy worker that holds most connections, but responds as often as its siblings, is not stalled', () => {
  const late = { requests: 10_000, loopDelayP99Ms: 2_000 };
  const processes = [workerWith({ ...late, connections: 90 }), workerWith({ ...late, connections: 10 })];
  assert.deepEqual(warningsOf(healthyFigures({ processes })), []);
});

test('an app whose responses no agent counts is not stalled', () => {
  const uncounted = [workerWith({ requests: 0 }), workerWith({ requests: 0 })];
  assert.deepEqual(warningsOf(healthyFigures({ processes: uncounted })), []);
});

test('roles that are pinned apart share no cores', () => {
  const busy = { target: 1.9, load: 0.4 };
  const crowded = { workers: 4, processes: workers(5_000, 5_000, 5_000, 5_000), cpu: cpuWith({ busy }) };
  assert.deepEqual(warningsOf(healthyFigures({ ...crowded, cpus: apart })), []);
  const alone = healthyFigures({ ...full(1.65), cpus: { target: [0, 1], proxy: [], load: [0, 1] } });
  assert.deepEqual(
    warningsOf(alone).map(({ code }) => code),
    ['oversubscribed'],
  );
});

test('a load from other hosts takes no core and no port of this one', () => {
  const loadHosts = [loadHostWith({}), loadHostWith({ name: 'a2' })];
  for (const change of [full(1.51), newConnections(10_950)]) {
    assert.deepEqual(warningsOf(healthyFigures({ ...change, loadHosts })), []);
  }
  // Nothing of a server elsewhere is on this host either.
  const cpu = cpuWith({ busy: { target: null, primary: 0, load: 0 }, pressure: 30 });
  const [warning] = warningsOf(healthyFigures({ cpu, loadHosts, isAttached: true, processes: [] }));
  assert.deepEqual([warning?.code, warning?.numbers.own], ['cpu-pressure', 0]);
  const foreign = warningsOf(healthyFigures({ loadHosts, cpu: cpuWith({ busy: { other: 1 } }) }));
  assert.match(foreign[0]?.text ?? '', /outside the run \(an agent on this host would be one\)/);
});

test('pressure on the cores that the trial itself fills is explained', () => {
  const figures = { workers: 4, processes: workers(5_000, 5_000, 5_000, 5_000) };
  const pressed = cpuWith({ cores: 16, busy: { target: 1.9 }, pressure: 99 });
  const codes = (cpus: TrialFigures['cpus']) =>
    warningsOf(healthyFigures({ ...figures, cpu: pressed, cpus })).map(({ code }) => code);
  assert.deepEqual(codes(apart), []);
  assert.deepEqual(codes(null), ['cpu-pressure']);
});

test('a proxy is saturated if its pinned cores are', () => {
  const proxy = (cpus: TrialFigures['cpus']) =>
    warningsOf(healthyFigures({ ...proxied(0.5, 0.95), cpus })).map(({ code }) => code);
  assert.deepEqual(proxy({ target: [0], proxy: [1], load: [2, 3] }), ['proxy-saturated']);
  assert.deepEqual(proxy({ target: [0], proxy: [1, 2], load: [3] }), []);
});

test('rr distributes connections while workers start, and may be less even than none', () => {
  const codes = ({ skew }: Policy) =>
    warningsOf(healthyFigures({ ...unfair(56, 20, 12, 12), skew })).map(({ code }) => code);
  assert.deepEqual(codes(rr), []);
  assert.deepEqual(codes(none), ['worker-skew']);
});

test('few connections are distributed unevenly by chance, which is no skew', () => {
  const skewed = (...connections: readonly number[]) =>
    warningsOf(healthyFigures({ ...unfair(...connections), load: loadWith({ connections: 20 }) })).some(
      ({ code }) => code === 'worker-skew',
    );
  assert.equal(skewed(11, 5, 3, 1), false);
  assert.equal(skewed(16, 2, 1, 1), true);
});

test('where no process of the app was found, nothing is said of its workers, or of other processes', () => {
  const cpu = cpuWith({ busy: { target: null, other: 3 } });
  const codes = warningsOf(healthyFigures({ cpu, processes: [], isAttached: true })).map(({ code }) => code);
  assert.deepEqual(codes, ['target-unseen']);
});

test('the advice about a busy client fits the cause', () => {
  const adviceFor = (change: Change) =>
    warningsOf(healthyFigures(change)).find(({ code }) => code === 'load-client-saturated')?.text ?? '';
  const busy = { load: loadWith({ clientUtilization: 0.95 }) };
  const waiting = { load: loadWith({ clientUtilization: 0.1, clientWaitShare: 0.6 }) };
  const others = { cpu: cpuWith({ cores: 2, busy: { other: 1 } }) };
  assert.match(adviceFor(busy), /was busy, .*: give the load more processes \(--load-processes\)/);
  assert.match(adviceFor(waiting), /waited for a core, .*: give the load cores of its own \(--cpus\)/);
  const loadHosts = [loadHostWith({})];
  assert.match(
    adviceFor({ ...busy, ...others, loadHosts }),
    /use more --agents, or give each more processes/,
  );
  assert.match(adviceFor({ ...waiting, loadHosts }), /use more --agents, or stop what else runs on their/);
  for (const cause of [busy, waiting]) {
    assert.match(adviceFor({ ...cause, ...others }), /: other programs used the cores; stop them/);
    assert.doesNotMatch(adviceFor({ ...cause, ...others }), /--load-processes/);
  }
});

test('the worker that differs is named by instance and pid, with its figures and those of its siblings', () => {
  const figures = healthyFigures({
    workers: 3,
    processes: [workerWith({}), workerWith({ instance: 1 }), costly(10)],
  });
  const warning = warningsOf(figures).find(({ code }) => code === 'worker-differs');
  assert.match(warning?.text ?? '', /^worker 2 \(pid 7\) differs/);
  assert.deepEqual(warning?.numbers, {
    ...{ instance: 2, pid: 7, requests: 10_000, usualRequests: 10_000 },
    ...{ cpuMsPerRequest: 1, usualCpuMsPerRequest: 0.25, responseP99Ms: 55, usualResponseP99Ms: 55 },
  });
});

test('a slow worker gets few requests: what 50 of them cost it is told, and their p99 is not', () => {
  const isNamed = (change: Parameters<typeof workerWith>[0]) =>
    warningsOf(healthyFigures({ processes: [workerWith({}), workerWith(change)] })).some(
      ({ code }) => code === 'worker-differs',
    );
  assert.ok(isNamed({ requests: 50, cpuSeconds: 0.4 }));
  assert.ok(!isNamed({ requests: 19, cpuSeconds: 0.4 }));
  assert.ok(isNamed({ requests: 100, cpuSeconds: 0.01, responseP99Ms: 400 }));
  assert.ok(!isNamed({ requests: 99, cpuSeconds: 0.01, responseP99Ms: 400 }));
});

test('a worker with few requests, whose CPU time is mostly its own upkeep, does not differ', () => {
  const idle = workerWith({ requests: 400, cpuSeconds: 0.3 });
  assert.ok(
    !warningsOf(healthyFigures({ processes: [workerWith({}), idle] })).some(
      ({ code }) => code === 'worker-differs',
    ),
  );
});

function throttled(throttledSeconds: number) {
  return [{ cores: 0.5, processes: 1, periods: 100, throttledPeriods: 60, throttledSeconds }];
}
