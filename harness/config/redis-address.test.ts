import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redisOptions, redisText } from '../load/hosts/redis-link.ts';
import { redisAddress, sharedSecret } from './redis-address.ts';

const read = (text: string, env = {}) => redisAddress(text, '--redis', env);

test('an address has a host, and perhaps a port, a user, a database and TLS', () => {
  const { host, port, username, password, db, tls } = options('redis://10.0.0.5');
  assert.deepEqual(
    [host, port, username, password, db, tls],
    ['10.0.0.5', 6379, undefined, undefined, undefined, undefined],
  );
  const other = options('rediss://load%40er@[fd00::5]:6380/3');
  assert.deepEqual(
    [other.host, other.port, other.username, other.db, other.tls],
    ['fd00::5', 6380, 'load@er', 3, {}],
  );
});

function options(text: string, env = {}): Record<string, unknown> {
  return redisOptions(read(text, env));
}

test('the password comes from the environment, and is never shown', () => {
  const env = { CLUSTER_BENCH_REDIS_PASSWORD: 'hush' };
  assert.equal(options('redis://user@host', env).password, 'hush');
  assert.equal(redisText(read('redis://user@host:1234/', env)), 'redis://user@host:1234');
  assert.throws(
    () => read('redis://user:hush@host'),
    ({ message }: Error) =>
      /^--redis would show the password to everyone; put it in CLUSTER_BENCH_REDIS_PASSWORD/.test(message) &&
      !message.includes('hush'),
  );
});

test('anything else is refused with an example', () => {
  for (const text of [
    '',
    'host',
    'host:6379',
    'http://host:6379',
    'redis://',
    'redis:///1',
    'redis://host:port',
  ]) {
    assert.throws(
      () => read(text),
      /^UsageError: --redis takes a URL such as redis:\/\/10\.0\.0\.5:6379/,
      text,
    );
  }
  for (const text of ['redis://host/a', 'redis://host/1/2', 'redis://host/-1', 'redis://host/1.5']) {
    assert.throws(() => read(text), /database/, text);
  }
});

test('the secret has 16 characters or more', () => {
  const withSecret = (CLUSTER_BENCH_SECRET?: string) =>
    sharedSecret(CLUSTER_BENCH_SECRET === undefined ? {} : { CLUSTER_BENCH_SECRET });
  assert.equal(withSecret('sixteen or more!'), 'sixteen or more!');
  assert.throws(() => withSecret(), /CLUSTER_BENCH_SECRET is not set: .* openssl rand -hex 16/);
  assert.throws(() => withSecret(''), /is not set/);
  assert.throws(
    () => withSecret('fifteen letters'),
    ({ message }: Error) => /is shorter than 16 characters/.test(message) && !message.includes('fifteen'),
  );
});
