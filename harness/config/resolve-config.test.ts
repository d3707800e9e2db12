import assert from 'node:assert/strict';
import { basename, dirname } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { scenarios } from '../../scenarios/index.ts';
import { NOTHING_SENT } from '../load/users/sent-requests.ts';
import { commandOf } from './command.ts';
import type { RunOptionName } from './options/run.ts';
import { type ConfigContext, resolveConfig } from './resolve-config.ts';
import type { UserConfig } from './user-values.ts';

const context: ConfigContext = {
  cwd: '/home/ann',
  cores: 8,
  now: new Date('2026-11-20T05:15:06Z'),
  nodeVersion: '20.19.0',
  builtInApps: [{ name: 'express', script: '/built-in/express.js' }],
  scenarios,
  cpuHost: () => ({
    platform: 'linux',
    taskset: true,
    cores: [[0], [1], [2], [3], [4], [5], [6], [7]],
  }),
  randomSeed: () => 7,
};

const given = (values: Partial<Record<RunOptionName, string>>, folder = '/home/ann'): UserConfig =>
  Object.fromEntries(
    Object.entries(values).map(([name, text]) => [name, { texts: [text], origin: `--${name}`, folder }]),
  );
const resolved = (values: Partial<Record<RunOptionName, string>> = {}, host: Partial<ConfigContext> = {}) =>
  resolveConfig(given(values), { ...context, ...host });
const refused = (message: string) => ({ name: 'UsageError', message });

test('without flags, every option has its default', async () => {
  const config = await resolved();
  const { apps, scenarios: chosen, proxies, asked, ...rest } = config;
  assert.deepEqual(commandOf(config), ['--workers', '1,8,16', '--load-processes', '2', '--seed', '7']);
  assert.deepEqual(asked, { user: {}, cwd: '/home/ann', prefix: [] });
  assert.deepEqual(apps, [
    {
      name: 'express',
      script: '/built-in/express.js',
      command: null,
      args: [],
      nodeArgs: [],
      builtIn: true,
      attached: null,
    },
  ]);
  assert.deepEqual(
    chosen.map(({ name }) => name),
    ['db-wait'],
  );
  assert.deepEqual(
    proxies.map(({ name }) => name),
    ['none', 'nginx'],
  );
  assert.deepEqual(rest, {
    workers: [1, 8, 16],
    topologies: ['single', 'cluster', 'processes'].map((name) => ({ name, isNamed: false })),
    policies: ['rr', 'none', 'reuseport'],
    settings: [],
    env: [],
    cpuLimits: [null],
    services: {},
    events: [],
    ...NOTHING_SENT,
    readyPath: null,
    maxErrors: 0.01,
    gates: [],
    connections: 500,
    connectionsAuto: false,
    client: null,
    https: false,
    insecure: false,
    rate: { kind: 'share', share: 0.8 },
    stages: [],
    arrivals: 'poisson',
    objective: { percentile: 99, limitMs: 200 },
    precision: null,
    maxTrials: 30,
    delayMs: 50,
    durationSeconds: 10,
    warmupSeconds: 3,
    trials: 3,
    isProfiled: false,
    beforeTrial: null,
    afterStart: null,
    hosts: null,
    listen: '127.0.0.1',
    loadProcesses: 2,
    clientAddresses: null,
    cpus: null,
    startTimeoutSeconds: 30,
    requestTimeoutSeconds: 10,
    seed: 7,
    out: '/home/ann/cluster-bench-report/2026-11-20T05-15-06Z',
    outputs: [],
    notices: [],
  });
});

test('a host of one core compares one and two workers', async () => {
  const { workers, loadProcesses } = await resolved({}, { cores: 1 });
  assert.deepEqual([workers, loadProcesses], [[1, 2], 1]);
});

test('with pinned roles, workers and load processes follow their cores, and the command names the cores', async () => {
  const config = await resolved({ cpus: 'auto' });
  const { workers, loadProcesses, cpus, notices } = config;
  assert.deepEqual(cpus, { target: [0, 1, 2, 3, 4], proxy: [5], load: [6, 7] });
  assert.deepEqual([workers, loadProcesses, notices], [[1, 5, 10], 2, []]);
  assert.ok(commandOf(config).join(' ').includes('--cpus target=0-4,proxy=5,load=6-7'));
});

test('a message about pinning becomes a notice', async () => {
  const cpuHost = () => ({ platform: 'linux', taskset: true, cores: [[0]] }) as const;
  const config = await resolved({ cpus: 'auto' }, { cpuHost });
  const { cpus, notices } = config;
  assert.equal(cpus, null);
  assert.match(notices.join(), /^--cpus auto does not pin anything here/);
  assert.ok(commandOf(config).join(' ').includes('--cpus auto'));
});

test('workers are sorted, without duplicates', async () => {
  assert.deepEqual((await resolved({ workers: '16,1,8,1' })).workers, [1, 8, 16]);
});

test('load processes do not exceed connections', async () => {
  assert.equal((await resolved({ connections: '3' }, { cores: 64 })).loadProcesses, 3);
});

test('the command that repeats a run has the given flags and the seed, but neither folder nor file', async () => {
  const config = await resolved({
    quick: 'true',
    out: 'somewhere',
    config: 'x.json',
    policy: 'none,rr',
    'expect-body': '--Ada',
    seed: '42',
  });
  assert.deepEqual(commandOf(config), [
    ...['--workers', '1,8,16', '--policy', 'none,rr', '--expect-body=--Ada'],
    ...['--load-processes', '2', '--quick', '--seed', '42'],
  ]);
});

test('the command leaves out values of --quick, and keeps values that override them', async () => {
  const quick = { texts: ['true'], origin: '--quick', folder: '/home/ann' };
  const user: UserConfig = {
    quick,
    trials: { ...quick, texts: ['1'] },
    duration: { texts: ['7'], origin: '--duration', folder: '/home/ann' },
  };
  const config = await resolveConfig(user, context);
  const { trials, durationSeconds } = config;
  assert.deepEqual([trials, durationSeconds], [1, 7]);
  assert.deepEqual(commandOf(config).slice(4), ['--duration', '7', '--quick', '--seed', '7']);
});

test('a script path in a file is relative to the file, and in the command to the working directory', async () => {
  const script = fileURLToPath(import.meta.url);
  const folder = dirname(script);
  const user = given({ app: `./${basename(script)}` }, folder);
  const config = await resolveConfig(user, { ...context, cwd: dirname(folder) });
  assert.equal(config.apps[0]?.script, script);
  assert.equal(commandOf(config)[3], `./${basename(folder)}/${basename(script)}`);
});

test('fewer connections than load processes are refused', async () => {
  await assert.rejects(
    resolved({ connections: '3', 'load-processes': '4' }),
    refused(
      '--connections 3 is fewer than --load-processes 4; each load process needs at least one connection',
    ),
  );
});

test('a delay beyond the request timeout is refused', async () => {
  await assert.rejects(
    resolved({ delay: '10s' }),
    refused(
      '--delay of 10000 ms makes every request exceed --request-timeout of 10 s; shorten the delay or lengthen the timeout',
    ),
  );
  await resolved({ delay: '10s', scenario: 'saturate' });
});

test('an unknown scenario is refused', async () => {
  await assert.rejects(
    resolved({ scenario: 'saturat' }),
    refused(
      `--scenario takes ${scenarios.map(({ name }) => name).join(', ')}, not "saturat"; did you mean saturate?`,
    ),
  );
});

const numbers = {
  workers: 'a whole number from 1 to 1,000,000',
  connections: 'a whole number from 1 to 1,000,000, or auto',
  delay: 'a whole number of milliseconds from 0 to 86,400,000',
  duration: 'a number of seconds from 1 to 86,400',
  warmup: 'a number of seconds from 0 to 86,400',
  trials: 'a whole number from 1 to 1,000',
  'load-processes': 'a whole number from 1 to 256',
  'start-timeout': 'a number of seconds from 1 to 3,600',
  'request-timeout': 'a whole number of seconds from 1 to 3,600',
  seed: 'a whole number from 0 to 4,294,967,295',
} as const;

for (const [name, range] of Object.entries(numbers)) {
  test(`--${name} takes ${range}`, async () => {
    for (const text of ['many', 'NaN', 'Infinity', '-1', '1e12']) {
      await assert.rejects(resolved({ [name]: text }), refused(`--${name} takes ${range}, not "${text}"`));
    }
  });
}

test('invalid request paths are refused', async () => {
  await assert.rejects(
    resolved({ path: 'users' }),
    refused('--path must begin with /, such as /users, not "users"'),
  );
  await assert.rejects(
    resolved({ path: 'http://host/users' }),
    refused('--path takes only the path, such as /users, not the URL "http://host/users"'),
  );
  await assert.rejects(
    resolved({ path: '/a b' }),
    refused('--path "/a b" has characters that are invalid in a request; write it as /a%20b'),
  );
  assert.equal((await resolved({ path: '/health' })).changes.path, '/health');
});

test('a path that the built-in app does not serve is refused', async () => {
  await assert.rejects(
    resolved({ path: '/users' }),
    refused(
      '--path /users is not a path of the built-in app express, which serves /api/users and /health; name a script of yours with --app ./server.js',
    ),
  );
});
