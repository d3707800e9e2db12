import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gateRules } from '../dev/testing/gate-rule.ts';
import { UsageError } from './usage-error.ts';

function refused(text: string, message: RegExp): void {
  assert.throws(
    () => gateRules(text),
    (error) => error instanceof UsageError && message.test(error.message),
    text,
  );
}

test('a gate consists of metric, cell, sign and limit', () => {
  const p99 = { metric: 'p99', label: null, cell: 'cluster-8-rr', sign: '<', limit: 120, unit: 'ms' };
  assert.deepEqual(gateRules('p99 cluster-8-rr < 120', ' throughput single>=8000 ', 'errors * <= 0.1%'), [
    { ...p99, text: 'p99 cluster-8-rr < 120' },
    {
      ...p99,
      text: 'throughput single>=8000',
      metric: 'throughput',
      cell: 'single',
      sign: '>=',
      limit: 8000,
      unit: 'req/s',
    },
    {
      ...p99,
      text: 'errors * <= 0.1%',
      metric: 'errors',
      cell: '*',
      sign: '<=',
      limit: 0.001,
      unit: 'share',
    },
  ]);
});

test('a label stands in brackets, and may hold spaces, signs and brackets', () => {
  for (const label of ['login', 'GET /items', 'GET /*', 'GET /items/[id]', 'a < 5', 'x[0] single < 3']) {
    const [gate] = gateRules(`p99[${label}] db-wait/express/cluster-8-rr < 120`);
    assert.deepEqual([gate?.metric, gate?.label, gate?.cell], ['p99', label, 'db-wait/express/cluster-8-rr']);
  }
  refused('p99[] single < 5', /has an empty label/);
  refused('rss[login] single < 5', /: rss has no figure per label; throughput, p50, p99, errors have one$/);
});

test('a limit may have a unit; without one it has the unit of the tables', () => {
  const limits: readonly (readonly [string, number])[] = [
    ['p99 single < 1.5 s', 1_500],
    ['p99 single < 120ms', 120],
    ['p50 single < .5ms', 0.5],
    ['throughput single > 9000 req/s', 9_000],
    ['capacity single > 9000/s', 9_000],
    ['cpuPerRequest single < 1ms', 1_000],
    ['cpuPerRequest single < 90', 90],
    ['rss single < 200', 200e6],
    ['rss single < 512MB', 512e6],
    ['rss single < 1.5GB', 1.5e9],
    ['errors single <= 0', 0],
    ['lost * < 1', 1],
    ['recovery * < 500ms', 0.5],
  ];
  for (const [text, limit] of limits) assert.equal(gateRules(text)[0]?.limit, limit, text);
});

test('several gates may be lines of one text, as in a variable of CI', () => {
  assert.deepEqual(
    gateRules('p99 * < 120\n\n  throughput * > 5000\n').map(({ text }) => text),
    ['p99 * < 120', 'throughput * > 5000'],
  );
});

test('a malformed gate is refused with an example, and a wrong part of one by name', () => {
  const none = ['p99', 'p99 < 120', 'p99 single = 1', 'lost * == 0', 'p99 single < fast', 'p99 single <'];
  for (const text of [
    ...none,
    'p99 single < -1',
    'p99 single < 8,000',
    'p99 a b < 1',
    'p99 [x] single < 1',
  ]) {
    refused(
      text,
      /^--gate takes metric, variant, sign \(<, <=, >, >=\) and limit: "p99 cluster-8-rr < 120", not "/,
    );
  }
  refused(' ', /^--gate needs a value, such as "p99 cluster-8-rr < 120"$/);
  refused('p9 single < 5', /^--gate takes throughput, .*did you mean p99\?$/);
  refused('p99 single < 5%', /^--gate "p99 single < 5%": p99 is in ms, s, µs, us, not in %$/);
  refused('p99 single < 512MB', /: p99 is in .*, not in MB$/);
  refused('p99 single < 1e9', /, not in e9$/);
  refused('errors * < 0.1', /^--gate "errors \* < 0.1": errors needs its unit: 0.1%$/);
  refused('lost * < 0', /can never be met, as no figure is below 0; write <= 0$/);
});
