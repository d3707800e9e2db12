import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowedTargets, USUAL_RANGES } from './allowed-targets.ts';

async function refused(ranges: readonly string[], hosts: readonly string[]): Promise<string[]> {
  const targets = allowedTargets(ranges);
  const obstacles = await Promise.all(hosts.map((host) => targets.obstacle(host)));
  return hosts.filter((_, index) => obstacles[index] !== null);
}

test('loopback and private addresses may be loaded, and no others', async () => {
  const own = ['127.0.0.1', '127.9.9.9', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.7.7'];
  const own6 = ['::1', '[::1]', 'fd00::1', 'fc00::1', '[fdff:ffff::1]'];
  const foreign = ['8.8.8.8', '11.0.0.1', '172.15.0.1', '172.32.0.1', '192.169.0.1', '128.0.0.1', '0.0.0.0'];
  const foreign6 = ['2001:db8::1', '[2001:db8::1]', 'fe80::1', '::2', '::'];
  assert.deepEqual(await refused(USUAL_RANGES, [...own, ...own6]), []);
  assert.deepEqual(await refused(USUAL_RANGES, [...foreign, ...foreign6]), [...foreign, ...foreign6]);
});

test('an IPv4 address in an IPv6 one is judged as the IPv4 address', async () => {
  assert.deepEqual(await refused(USUAL_RANGES, ['::ffff:10.0.0.1', '::ffff:8.8.8.8']), ['::ffff:8.8.8.8']);
});

test('a name is judged by its addresses, and one without an address is refused', async () => {
  assert.deepEqual(await refused(USUAL_RANGES, ['localhost', 'no-such-host.invalid']), [
    'no-such-host.invalid',
  ]);
  const { obstacle } = allowedTargets([]);
  assert.equal(
    await obstacle('no-such-host.invalid'),
    'it does not know the address of no-such-host.invalid',
  );
  assert.match((await obstacle('localhost')) ?? '', /^it may not load (127|::1)/);
});

test('further addresses and ranges are allowed exactly; the refusal names the option', async () => {
  const ranges = ['203.0.113.7', '198.51.100.0/24', '2001:db8::/32'];
  const hosts = [
    '203.0.113.7',
    '203.0.113.8',
    '198.51.100.255',
    '198.51.101.0',
    '2001:db8::5',
    '2001:db9::5',
  ];
  assert.deepEqual(await refused(ranges, hosts), ['203.0.113.8', '198.51.101.0', '2001:db9::5']);
  assert.equal(
    await allowedTargets(ranges).obstacle('203.0.113.8'),
    'it may not load 203.0.113.8: start it with --allow 203.0.113.8 if that server is yours',
  );
});

test('whatever is neither an address nor a range is refused', () => {
  const wrong = [
    '',
    '10',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/8.5',
    '10.0.0.0/a',
    'localhost',
  ];
  for (const range of [...wrong, '10.0.0.0/8/8', '::1/129', '10.0.0.0/ 8', '10.0.0.0/1e1']) {
    assert.throws(
      () => allowedTargets([range]),
      /is neither an address nor a range such as 10\.0\.0\.0\/8/,
      range,
    );
  }
});
