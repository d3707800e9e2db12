import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capacity, dbWait, saturate, steadyRate } from '../../reports/testing/example-record.ts';
import { compared, namedRun } from '../dev/testing/compared-runs.ts';
import type { RunRecord } from '../records/run.ts';

type Plan = Partial<RunRecord['plan']>;
type Host = Partial<RunRecord['host']>;

const withPlan = (plan: Plan) => (record: RunRecord) => ({ ...record, plan: { ...record.plan, ...plan } });
const withHost = (host: Host) => (record: RunRecord) => ({ ...record, host: { ...record.host, ...host } });
const plans = (one: Plan, two: Plan, scenario = saturate) =>
  compared(
    namedRun({ path: 'a', scenarios: [scenario], change: withPlan(one) }),
    namedRun({ path: 'b', day: 2, scenarios: [scenario], change: withPlan(two) }),
  );
const hosts = (host: Host, acrossHosts = false) =>
  compared(namedRun({ path: 'a' }), namedRun({ path: 'b', day: 2, change: withHost(host) }), { acrossHosts });

test('different load parameters are refused, with both values and what to do', () => {
  const unlike: readonly (readonly [Plan, Plan, RegExp])[] = [
    [{ connections: 50 }, { connections: 500 }, /connections 50 in a, 500 in b; .* the same --connections/],
    [{ warmupSeconds: 1 }, { warmupSeconds: 3 }, /warm-up 1 s in a, 3 s in b; .* --warmup/],
    [{ durationSeconds: 5 }, { durationSeconds: 30 }, /duration 5 s in a, 30 s in b; .* --duration/],
    [{ agents: null }, { agents: 3 }, /agents none in a, 3 in b; .* --agents/],
    [{ agents: 2 }, { agents: 3 }, /agents 2 in a, 3 in b; .* --agents/],
    [{ loadProcesses: 1 }, { loadProcesses: 2 }, /load processes 1 in a, 2 in b; .* --load-processes/],
    [{ requestTimeoutSeconds: 1 }, { requestTimeoutSeconds: 10 }, /request timeout 1 s in a, 10 s in b/],
    [{ cpus: null }, { cpus: { target: [0], proxy: [], load: [1] } }, /pinned cores none in a, target 0/],
  ];
  for (const [one, two, message] of unlike) {
    assert.throws(
      () => plans(one, two),
      (error: Error) => error.name === 'UsageError' && message.test(error.message),
    );
  }
});

test('every mismatch is listed at once, and each flag once', () => {
  const change = (record: RunRecord) => ({
    ...withHost({ cores: 4, cpuModel: 'AMD EPYC' })(record),
    plan: { ...record.plan, connections: 7, warmupSeconds: 9 },
  });
  const scenarios = [saturate, dbWait];
  assert.throws(
    () => compared(namedRun({ path: 'a', scenarios }), namedRun({ path: 'b', day: 2, scenarios, change })),
    (error: Error) => {
      assert.match(
        error.message,
        /^saturate ran under different load: connections 500 in a, 7 in b; warm-up \S+ s in a, 9 s in b; run one of them again with the same --connections, --warmup; a and b come from different hosts: CPU model .* and AMD EPYC, cores 8 and 4; add --across-hosts/,
      );
      return true;
    },
  );
});

test('different scenarios of the same name are refused', () => {
  const scenarios: readonly (readonly [Partial<typeof saturate>, RegExp])[] = [
    [{ client: 'direct' }, /saturate ran under different load: client autocannon in a, direct in b/],
    [
      { mode: { connections: 'per-request', arrivals: 'closed' } },
      /mode closed loop over kept connections in a, closed loop, a connection for each request in b; .* the same scenario/,
    ],
    [{ sends: 'GET /other' }, /request GET \/api\/users in a, GET \/other in b/],
    [{ sendsHash: 'f00dfeed00' }, /request GET \/api\/users in a, GET \/api\/users #f00dfeed in b/],
    [{ delayMs: 7 }, /delay 0 ms in a, 7 ms in b/],
    [{ metric: 'p99' }, /metric throughput in a, p99 in b/],
  ];
  for (const [change, message] of scenarios) {
    const head = namedRun({ path: 'b', day: 2, scenarios: [{ ...saturate, ...change }] });
    assert.throws(() => compared(namedRun({ path: 'a' }), head), message);
  }
});

test('rate, arrivals and objective matter only in scenarios that use them', () => {
  const rate = { kind: 'absolute', perSecond: 5000 } as const;
  const share = { kind: 'share', share: 0.8 } as const;
  assert.throws(
    () => plans({ rate }, { rate: share }, steadyRate),
    /rate 5000\/s in a, 80% of the maximum in b/,
  );
  assert.throws(
    () => plans({ arrivals: 'fixed' }, { arrivals: 'poisson' }, steadyRate),
    /arrivals fixed in a/,
  );
  const objective = (limitMs: number) => ({ objective: { percentile: 99, limitMs } });
  assert.throws(
    () => plans(objective(100), objective(200), capacity),
    /objective p99 < 100 ms in a, p99 < 200 ms in b/,
  );
  assert.equal(plans({ rate }, { rate: share }, saturate).cells.length, 2);
  assert.equal(plans({ rate }, { rate: null }, steadyRate).cells.length, 2, 'older records do not say');
});

test('runs of one side must agree too', () => {
  const runs = [
    namedRun({ path: 'a' }),
    namedRun({ path: 'b', day: 2, change: withPlan({ connections: 7 }) }),
  ];
  assert.throws(() => compared(runs, namedRun({ path: 'c', day: 3 })), /connections 500 in a, 7 in b/);
});

test('the load of scenarios that only one side has does not matter', () => {
  const other = namedRun({ path: 'b', day: 2, scenarios: [dbWait], change: withPlan({ connections: 7 }) });
  assert.equal(compared(namedRun({ path: 'a' }), other).cells.length, 0);
});

test('different hosts are refused unless allowed', () => {
  const apart: readonly (readonly [Host, RegExp])[] = [
    [
      { cpuModel: 'AMD EPYC' },
      /a and b come from different hosts: CPU model .* and AMD EPYC; add --across-hosts/,
    ],
    [{ cores: 4 }, /cores 8 and 4/],
    [{ memoryBytes: 32e9 }, /memory 16.0 GB and 32.0 GB/],
    [{ arch: 'arm64' }, /architecture x64 and arm64/],
    [{ virtualization: null }, /virtualization kvm and none/],
    [{ cgroupCpuLimit: 2 }, /CPU limit none and 2/],
  ];
  for (const [host, message] of apart) {
    assert.throws(() => hosts(host), message);
    const comparison = hosts(host, true);
    assert.equal(comparison.acrossHosts, true);
    assert.equal(comparison.differences.length, 1);
  }
});

test('the same hardware is the same host, and other differences are listed', () => {
  const host = { hostname: 'ci-2', kernel: '6.1', os: 'Ubuntu', governor: 'powersave', smt: false };
  const { acrossHosts, differences } = hosts({ ...host, memoryBytes: 16.1e9, loadAverage: [9, 9, 9] }, true);
  assert.equal(acrossHosts, false);
  assert.deepEqual(
    differences.map(({ name, base, head }) => [name, base, head]),
    [
      ['memory', '16.0 GB', '16.1 GB'],
      ['host name', 'bench-1', 'ci-2'],
      ['operating system', 'Debian GNU/Linux 12', 'Ubuntu'],
      ['kernel', '6.12.0-8-amd64', '6.1'],
      ['governor', 'unknown', 'powersave'],
      ['SMT', 'true', 'false'],
    ],
  );
});

test('differences in Node, tool, apps and nginx are listed', () => {
  const change = (record: RunRecord): RunRecord => ({
    ...record,
    tool: { ...record.tool, version: '9.9.9' },
    node: { ...record.node, version: 'v26.0.0' },
    environment: { nodeEnv: null, nodeOptions: '--max-old-space-size=100' },
    plan: {
      ...record.plan,
      proxies: record.plan.proxies.map((proxy) => ({ ...proxy, version: '1.30.0' })),
      apps: [
        {
          name: 'express',
          source: '/app/express.js',
          args: ['--fast'],
          nodeArgs: ['--jitless'],
          attached: null,
        },
      ],
    },
  });
  const names = (proxies: readonly ('none' | 'nginx')[]) =>
    compared(namedRun({ proxies }), namedRun({ day: 2, proxies, change })).differences.map(
      ({ what, name }) => `${what}: ${name}`,
    );
  const always = ['node: Node', 'node: NODE_OPTIONS', 'node: NODE_ENV', 'tool: cluster-bench'];
  const app = ['app: script', 'app: arguments', 'app: arguments of Node'];
  assert.deepEqual(names(['none']), [...always, ...app]);
  assert.deepEqual(
    names(['nginx']),
    [...always, 'host: nginx', ...app],
    'it matters for cells with this proxy',
  );
});

test('with several apps, settings are listed by app, and those of nginx for cells with nginx', () => {
  const apps = ['express', 'fastify'];
  const proxies = ['none', 'nginx'] as const;
  const change = (record: RunRecord): RunRecord => ({
    ...record,
    plan: {
      ...record.plan,
      proxyWorkerProcesses: 4,
      apps: record.plan.apps.map((app) => (app.name === 'fastify' ? { ...app, args: ['--pool', '8'] } : app)),
    },
  });
  const { differences } = compared(namedRun({ apps, proxies }), namedRun({ day: 2, apps, proxies, change }));
  assert.deepEqual(differences, [
    { what: 'scenario', name: 'proxy worker processes', base: '1', head: '4' },
    { what: 'app', name: 'arguments of fastify', base: 'none', head: '--pool 8' },
  ]);
});

test('an app that the plan does not describe is listed as unknown', () => {
  const change = (record: RunRecord): RunRecord => ({ ...record, plan: { ...record.plan, apps: [] } });
  const { differences } = compared(namedRun(), namedRun({ day: 2, change }));
  assert.deepEqual(differences, [{ what: 'app', name: 'script', base: 'built-in', head: 'unknown' }]);
});

test('many values of one side are shortened', () => {
  const nights = [1, 2, 3, 4, 5, 6].map((day) =>
    namedRun({ path: `night-${day}`, day, change: withHost({ hostname: `ci-${day}` }) }),
  );
  const [difference] = compared(nights, namedRun({ day: 7 })).differences;
  assert.deepEqual([difference?.base, difference?.head], ['ci-1, ci-2, ci-3 and 3 more', 'bench-1']);
});

test('rates that each run took from its own maximum are listed', () => {
  const scenarios = [steadyRate];
  const { differences } = compared(
    namedRun({ scenarios, offeredRate: 5000 }),
    namedRun({ day: 2, scenarios, offeredRate: 6000 }),
  );
  assert.deepEqual(differences[0], {
    what: 'scenario',
    name: 'offered rate of single',
    base: '5000 req/s',
    head: '6000 req/s',
  });
});
