/** `--listen`: which addresses it takes, what contradicts it, and where a run says it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import { fakeRun } from '../dev/testing/fake-trials.ts';
import { resolved } from '../dev/testing/resolved.ts';
import { refuseClientAddresses } from './client-addresses.ts';
import { commandOf } from './command.ts';
import { refuseForeignAddress } from './foreign-address.ts';
import { resolveConfig } from './resolve-config.ts';
import { readUserConfig } from './user-config.ts';

async function configWith(flags: Readonly<Record<string, unknown>>, env: NodeJS.ProcessEnv = {}) {
  return resolveConfig(await readUserConfig({ out: '/run', ...flags }, env, '/'), {
    cwd: '/',
    cores: 2,
    now: new Date(),
    nodeVersion: '22.18.0',
    builtInApps: [{ name: 'express', script: '/express.js' }],
    scenarios,
    cpuHost: () => assert.fail('nothing is pinned'),
    randomSeed: () => 7,
  });
}

test('an address is taken in its usual form; the command that repeats the run has it unless it is the default', async () => {
  const plain = await configWith({});
  assert.equal(plain.listen, '127.0.0.1');
  assert.ok(!commandOf(plain).includes('--listen'));
  for (const [given, listen] of [
    ['10.0.0.5', '10.0.0.5'],
    ['FD00:0:0:0::2', 'fd00::2'],
    ['0:0:0:0:0:0:0:1', '::1'],
  ] as const) {
    const config = await configWith({}, { CLUSTER_BENCH_LISTEN: given });
    assert.equal(config.listen, listen);
    const command = commandOf(config);
    assert.equal(command[command.indexOf('--listen') + 1], given);
  }
});

test('names, parts of addresses, and addresses that are not one address are refused', async () => {
  for (const [listen, message] of [
    ['localhost', /^UsageError: --listen takes an IPv4 or IPv6 address of this host, .*, not "localhost"$/],
    ['127.1', /--listen takes/],
    ['[::1]', /--listen takes/],
    ['0.0.0.0', /^UsageError: --listen 0.0.0.0: name one address of this host, for the load connects to it$/],
    ['::', /--listen ::: name one address/],
    ['0::0', /--listen 0::0: name one address/],
    ['fe80::1%eth0', /--listen fe80::1%eth0 is reached over one link only; name another/],
    ['FE80::1', /over one link only/],
  ] as const) {
    await assert.rejects(configWith({ listen }), message);
  }
});

test('the address must be this host’s', async () => {
  const own = ['127.0.0.1', '10.0.0.5', 'fd00::2', 'fe80::1'];
  const check = async (listen: string | undefined, platform: NodeJS.Platform = 'linux', here = own) => {
    const config = await configWith(listen === undefined ? {} : { listen });
    refuseForeignAddress(config, config.asked.user, { platform }, here);
  };
  for (const listen of ['10.0.0.5', 'fd00:0::2', '127.0.0.1', '127.9.8.7']) await check(listen);
  await check(undefined, 'linux', []);
  await assert.rejects(
    check('10.0.0.6'),
    /^UsageError: --listen 10.0.0.6 is no address of this host; it has 127.0.0.1, 10.0.0.5, fd00::2$/,
  );
  await assert.rejects(check('::ffff:127.0.0.1'), /is no address of this host/);
  await assert.rejects(check('::1'), /is no address of this host/, 'a host without IPv6');
  await assert.rejects(check('127.9.8.7', 'darwin'), /is no address of this host/);
});

test('a running server and many client addresses contradict it', async () => {
  const attach = 'http://127.0.0.1:3000';
  await assert.rejects(
    configWith({ attach, listen: '10.0.0.5' }),
    /^UsageError: --attach and --listen contradict: the server listens where it was started; leave one of them out$/,
  );
  const config = await configWith({ listen: '10.0.0.5', 'client-addresses': '4' });
  assert.throws(
    () => refuseClientAddresses(config, config.asked.user, { platform: 'linux' }),
    /^UsageError: --client-addresses 4 reaches only servers on 127.0.0.1, not --listen 10.0.0.5; leave one of them out$/,
  );
});

test('the record’s plan has the address', async (context) => {
  const run = resolved({ workers: [1], proxies: ['none'], trials: 1, listen: 'fd00::2' });
  const { outcome } = await fakeRun(context, run, () => 100);
  assert.equal(outcome.record.plan.listen, 'fd00::2');
});
