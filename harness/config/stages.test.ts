import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import { commandOf } from './command.ts';
import type { RunOptionName } from './options/run.ts';
import { stagesOf } from './parse-stages.ts';
import { type ConfigContext, resolveConfig } from './resolve-config.ts';

const context: ConfigContext = {
  cwd: '/home/ann',
  cores: 2,
  now: new Date('2026-11-20T05:15:06Z'),
  nodeVersion: '20.19.0',
  builtInApps: [{ name: 'express', script: '/built-in/express.js' }],
  scenarios,
  cpuHost: () => assert.fail('nothing is pinned'),
  randomSeed: () => 7,
};

const given = (text: string, name = 'stages') => ({
  texts: [text],
  origin: `--${name}`,
  folder: '/home/ann',
});
const resolved = (values: Partial<Record<RunOptionName, string>>) => {
  const entries = Object.entries(values).map(([name, text]) => [name, given(text, name)]);
  return resolveConfig(Object.fromEntries(entries), context);
};

test('stages are durations with levels, and rates have a unit', () => {
  assert.deepEqual(stagesOf(given('30s:100, 2m:2000,0s:0')), {
    stages: [
      { durationSeconds: 30, level: 100 },
      { durationSeconds: 120, level: 2_000 },
      { durationSeconds: 0, level: 0 },
    ],
    areRates: false,
  });
  assert.deepEqual(stagesOf(given('1.5:0.5/s')), {
    stages: [{ durationSeconds: 1.5, level: 0.5 }],
    areRates: true,
  });
});

test('anything else is refused in a sentence', () => {
  const refusals: readonly (readonly [string, RegExp])[] = [
    ['30s', /^--stages takes durations and levels, such as "30s:100, 2m:2000, 30s:0", not "30s"$/],
    ['30s:many', /^--stages, level of 30s:many, takes a number from 0 to 10,000,000, not "many"$/],
    ['long:5', /^--stages, duration of long:5, takes a number of seconds from 0 to 86,400, not "long"$/],
    ['30s:-1', /level of 30s:-1/],
    ['10s:0, 10s:0', /needs a level above 0/],
    ['0s:5', /last from 1 s to 86400 s together, not 0 s$/],
    ['10s:5/s, 10s:5', /takes \/s behind every level or behind none$/],
    [Array(101).fill('1s:5').join(), /takes up to 100 stages, not 101$/],
    ['10s:5,,', /empty item/],
  ];
  for (const [text, message] of refusals)
    assert.throws(() => stagesOf(given(text)), { name: 'UsageError', message });
});

test('in a closed loop the levels are connections, and the stages are the window', async () => {
  const config = await resolved({ stages: '5s:20, 10s:80, 5s:0' });
  assert.equal(config.connections, 80);
  assert.equal(config.durationSeconds, 20);
  assert.ok(commandOf(config).includes('5s:20, 10s:80, 5s:0'));
});

test('with /s, or in an open loop, the levels are rates', async () => {
  const config = await resolved({ stages: '5s:20/s', connections: '30' });
  assert.deepEqual([config.scenarios[0]?.mode.arrivals, config.connections], ['open', 30]);
  const steady = await resolved({ stages: '5s:20.5', scenario: 'steady-rate' });
  assert.deepEqual([steady.stages[0]?.level, steady.connections], [20.5, 500]);
});

test('what contradicts the stages is refused', async () => {
  const refusals: readonly (readonly [Partial<Record<RunOptionName, string>>, RegExp])[] = [
    [
      { duration: '5' },
      /^--duration has no effect with --stages, whose stages are the window; leave one out$/,
    ],
    [{ rate: '5' }, /^--rate has no effect with --stages, whose levels are the rate; leave one out$/],
    [
      { connections: '5' },
      /^--connections has no effect with --stages, .* write the levels as rates: 100\/s$/,
    ],
    [
      { scenario: 'capacity' },
      /^scenario capacity finds its own rate; choose another --scenario with --stages$/,
    ],
    [{ scenario: 'db-wait,steady-rate' }, /not db-wait \(closed loop\), steady-rate \(open loop\)$/],
    [{ stages: '5s:0.5' }, /takes whole numbers of connections up to 1000000, not 0.5/],
    [
      { client: 'autocannon' },
      /^--client autocannon cannot run scenario db-wait: .*; leave it out, or use direct$/,
    ],
    [{ 'load-processes': '21' }, /^--stages 20 is fewer than --load-processes 21/],
  ];
  for (const [values, message] of refusals) {
    await assert.rejects(resolved({ stages: '5s:20', ...values }), { name: 'UsageError', message });
  }
});
