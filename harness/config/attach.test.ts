/** `--attach`: which URLs it takes, what contradicts it, and the cells that result. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import { ABLE } from '../dev/testing/resolved.ts';
import { readAbConfig } from './ab.ts';
import { refuseClientAddresses } from './client-addresses.ts';
import { commandOf } from './command.ts';
import { readNightlyConfig } from './nightly.ts';
import { resolveConfig } from './resolve-config.ts';
import { resolveRun } from './resolve-run.ts';
import { readUserConfig } from './user-config.ts';
import type { UserConfig } from './user-values.ts';

const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  localhost: ['127.0.0.1', '::1'],
  'here.example': ['10.0.0.5'],
  'there.example': ['192.0.2.1'],
};

const configOf = (user: UserConfig) =>
  resolveConfig(user, {
    cwd: '/',
    cores: 2,
    now: new Date(),
    nodeVersion: '22.18.0',
    builtInApps: [{ name: 'express', script: '/express.js' }],
    scenarios,
    cpuHost: () => assert.fail('nothing is pinned'),
    randomSeed: () => 7,
    attachHost: {
      addressesOf: async (name) => {
        if (/^[\d.:]+$/.test(name)) return [name];
        return ADDRESSES[name] ?? Promise.reject(new Error('ENOTFOUND'));
      },
      ownAddresses: () => ['10.0.0.5'],
      countWorkers: async ({ isLocal }) => (isLocal ? 3 : 0),
    },
  });

const configWith = async (flags: Readonly<Record<string, unknown>>, env: NodeJS.ProcessEnv = {}) =>
  configOf(await readUserConfig({ out: '/run', ...flags }, env, '/'));

test('a URL on this host: one variant with the workers that were found, and no service of ours', async () => {
  const config = await configWith({ attach: 'http://127.0.0.1:3000/users?page=2' });
  const run = resolveRun(config, ABLE);
  assert.deepEqual(
    run.cells.map(({ id, facts: { app, topology, workers, proxy } }) => ({
      id,
      app,
      topology,
      workers,
      proxy,
    })),
    [{ id: 'attached', app: '127.0.0.1-3000', topology: 'attached', workers: 3, proxy: null }],
  );
  assert.equal(config.changes.path, '/users?page=2');
  assert.equal(config.https, false);
  assert.deepEqual(commandOf(config).slice(0, 2), ['--attach', 'http://127.0.0.1:3000/users?page=2']);
  assert.ok(!commandOf(config).includes('--workers'), 'the command can be repeated');
});

test('the path, the protocol and the name of an app follow from the URL', async () => {
  const read = async (attach: string, flags = {}) => {
    const { changes, https, apps } = await configWith({ attach, ...flags });
    return [apps[0]?.name, apps[0]?.attached?.host, apps[0]?.attached?.port, https, changes.path];
  };
  assert.deepEqual(await read('http://localhost:80'), ['localhost-80', 'localhost', 80, false, null]);
  assert.deepEqual(await read('https://[::1]/'), ['__1-443', '::1', 443, true, '/']);
  assert.deepEqual(await read('http://0.0.0.0:81/a', { path: '/b' }), [
    '0.0.0.0-81',
    '127.0.0.1',
    81,
    false,
    '/b',
  ]);
  assert.deepEqual(await read('http://here.example?q'), [
    'here.example-80',
    'here.example',
    80,
    false,
    '/?q',
  ]);
});

test('another host needs permission, and counts as one worker', async () => {
  await assert.rejects(
    configWith({ attach: 'https://there.example/health' }),
    /^UsageError: --attach https:\/\/there.example is on another host \(192.0.2.1\); add --allow-remote/,
  );
  const { apps, workers } = await configWith({ attach: 'https://there.example', 'allow-remote': true });
  assert.deepEqual([apps[0]?.attached?.isLocal, workers], [false, [1]]);
  await assert.rejects(
    configWith({ 'allow-remote': true }),
    /--allow-remote has no effect here; add --attach URL/,
  );
});

test('no URL, an unknown name, and secrets in a URL are refused', async () => {
  for (const [attach, message] of [
    ['127.0.0.1:3000', /--attach takes a URL such as http:\/\/127.0.0.1:3000, not "127.0.0.1:3000"/],
    ['ftp://127.0.0.1', /takes a URL/],
    ['http://nowhere.example', /the name nowhere.example is unknown \(ENOTFOUND\)/],
    ['http://me:pw@127.0.0.1', /the record would contain the user, password or key/],
    ['http://127.0.0.1/?api_key=1', /the record would contain/],
  ] as const) {
    await assert.rejects(configWith({ attach }), message);
  }
});

test('flags that start a server contradict it; values of variables give way to a flag', async () => {
  const attach = 'http://127.0.0.1:3000';
  const flags = { app: 'express', workers: '2', topology: 'single', policy: 'rr', proxy: 'none', set: 'a=b' };
  for (const [name, value] of Object.entries({
    ...flags,
    env: 'A=1',
    delay: '5',
    https: true,
    cpus: 'auto',
  })) {
    await assert.rejects(
      configWith({ attach, [name]: value }),
      new RegExp(`^UsageError: --attach and --${name} contradict: .*; leave one of them out$`),
    );
  }
  const config = await configWith({ attach }, { CLUSTER_BENCH_WORKERS: '1,2', CLUSTER_BENCH_APP: 'express' });
  assert.deepEqual(config.workers, [3]);
  await assert.rejects(
    configWith({}, { CLUSTER_BENCH_ATTACH: attach, CLUSTER_BENCH_WORKERS: '1,2' }),
    /CLUSTER_BENCH_ATTACH and CLUSTER_BENCH_WORKERS contradict/,
  );
  await assert.rejects(configWith({ topology: 'attached' }), /--topology takes single, .*, not "attached"/);
});

test('ab and nightly refuse a running server, wherever its URL comes from', async () => {
  const env = { CLUSTER_BENCH_ATTACH: 'http://127.0.0.1:3000' };
  await assert.rejects(
    readAbConfig({ base: 'main' }, env, '/'),
    /CLUSTER_BENCH_ATTACH is not for ab: it starts/,
  );
  await assert.rejects(readNightlyConfig({}, env, '/'), /CLUSTER_BENCH_ATTACH is not for nightly: it starts/);
  await assert.rejects(
    readAbConfig({ base: 'main', attach: 'http://127.0.0.1' }, {}, '/'),
    /--attach is not a flag of ab: it starts the versions/,
  );
});

test('client addresses: on Linux, to 127.0.0.1, and a connection for each', async () => {
  const check = async (flags: Readonly<Record<string, unknown>>, platform: NodeJS.Platform = 'linux') => {
    const config = await configWith({ 'client-addresses': '64', ...flags });
    refuseClientAddresses(config, config.asked.user, { platform });
    return resolveRun(config, ABLE).cells[0]?.client.name;
  };
  assert.equal(await check({}), 'direct', 'autocannon connects from one address');
  await assert.rejects(check({}, 'darwin'), /only on Linux/);
  await assert.rejects(check({ connections: '63' }), /--client-addresses 64 is more than --connections 63/);
  await assert.rejects(check({ attach: 'http://localhost:3000' }), /reaches only servers on 127.0.0.1/);
  await check({ attach: 'http://127.0.0.1:3000' });
  await assert.rejects(check({ client: 'autocannon' }), /autocannon connects from one address/);
});
