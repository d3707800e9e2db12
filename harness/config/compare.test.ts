import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareConfig } from './compare.ts';
import { defaultCompareOptions } from './compare-rules.ts';

const config = (flags: Record<string, unknown> = {}, words: readonly string[] = ['a', 'b']) =>
  compareConfig(flags, words, '/', { output: { all: ['junit', 'csv'], plain: [] } });
const refused = (flags: Record<string, unknown>, message: RegExp, words?: readonly string[]) =>
  assert.throws(
    () => config(flags, words),
    (error: Error) => error.name === 'UsageError' && message.test(error.message),
    message.source,
  );

test('two words are base and head; a flag takes several runs', () => {
  assert.deepEqual(config(), {
    base: ['a'],
    head: ['b'],
    options: defaultCompareOptions,
    prints: 'text',
    out: null,
    outputs: [],
  });
  const { base, head } = config({ base: ['n/1', 'n/2'] }, ['today']);
  assert.deepEqual([base, head], [['n/1', 'n/2'], ['today']]);
  assert.deepEqual(config({ head: 'today' }, ['n/*']).base, ['n/*']);
});

test('missing, surplus and empty sides are refused', () => {
  refused({}, /compare needs a base/, []);
  refused({}, /compare needs a head/, ['a']);
  refused({ base: ['a', 'b'] }, /compare needs a head/, []);
  refused({}, /"c" is one more; for several runs per side use flags/, ['a', 'b', 'c']);
  refused({ base: 'x', head: 'y' }, /"z" is one more/, ['z']);
  refused({}, /the head has an empty path/, ['a', ' ']);
});

test('a limit applies to all, by metric, by cell, or by both', () => {
  const { threshold, minEffect } = config({
    threshold: '5%, p99:10%,cluster-8-rr:3 %,p99@db-wait/express/single:8%',
    'min-effect': ['p99:1%'],
  }).options;
  assert.equal(threshold.usual, 0.05);
  assert.deepEqual(threshold.special, [
    { metric: 'p99', cell: null, ratio: 0.1 },
    { metric: null, cell: 'cluster-8-rr', ratio: 0.03 },
    { metric: 'p99', cell: 'db-wait/express/single', ratio: 0.08 },
  ]);
  assert.deepEqual(minEffect, { usual: 0.02, special: [{ metric: 'p99', cell: null, ratio: 0.01 }] });
});

test('the last of repeated limits holds', () => {
  assert.equal(config({ threshold: ['7%', '5%', '7%'] }).options.threshold.usual, 0.07);
});

test('a minimum effect of 0% counts every significant change', () => {
  assert.equal(config({ 'min-effect': '0%' }).options.minEffect.usual, 0);
  refused({ 'min-effect': '-1%' }, /--min-effect takes a percentage from 0% to 100%/);
});

test('values that are not percentages are refused', () => {
  for (const text of ['5', '0%', '-1%', '101%', 'NaN%', '%', 'p99:', 'p99:x%', '1e400%']) {
    refused({ threshold: text }, /--threshold takes a percentage above 0%/);
  }
  refused({ 'min-effect': 'p98@single:3%' }, /--min-effect takes throughput, .*did you mean p99\?/);
  refused({ threshold: '5%,,3%' }, /empty item/);
  for (const text of ['p99@:5%', ':5%', ' :5%']) {
    refused({ threshold: text }, /--threshold takes a metric, a variant or both before the colon/);
  }
  refused({ threshold: '@single:5%' }, /--threshold takes throughput, /);
  refused({ 'run-spread': '1' }, /--run-spread takes a percentage/);
});

test('a gate consists of metric, cell and limit', () => {
  const { gates } = config({
    max: ['p99 cluster-8-rr < 120', 'errors * <= 0.1%'],
    min: ' throughput single>8000 ',
  }).options;
  const max = { flag: '--max', metric: 'p99', cell: 'cluster-8-rr', sign: '<', limit: 120 };
  assert.deepEqual(gates, [
    { ...max, text: 'p99 cluster-8-rr < 120' },
    { ...max, text: 'errors * <= 0.1%', metric: 'errors', cell: '*', sign: '<=', limit: 0.001 },
    {
      text: 'throughput single>8000',
      flag: '--min',
      metric: 'throughput',
      cell: 'single',
      sign: '>',
      limit: 8000,
    },
  ]);
});

test('a limit may have a unit; without one it has the unit of the tables', () => {
  const limits: readonly (readonly [string, number])[] = [
    ['p99 single < 1.5 s', 1_500],
    ['p50 single < .5ms', 0.5],
    ['throughput single < 9000 req/s', 9_000],
    ['capacity single < 9000/s', 9_000],
    ['cpuPerRequest single < 1ms', 1_000],
    ['cpuPerRequest single < 90', 90],
    ['rss single < 200', 200e6],
    ['rss single < 1.5GB', 1.5e9],
    ['errors single <= 0', 0],
  ];
  for (const [max, limit] of limits) assert.equal(config({ max }).options.gates[0]?.limit, limit, max);
});

test('malformed gates are refused with an example', () => {
  const none = ['', 'p99', 'p99 < 120', 'p99 single > 120', 'p99 single = 1', 'p99 single < fast'];
  for (const text of [...none, 'p99 single < -1', 'p99 single < NaN', 'p99 a b < 1']) {
    refused({ max: text }, /--max takes metric, variant and limit: --max "p99 cluster-8-rr < 120"/);
  }
  refused({ min: 'throughput single < 5' }, /--min takes metric, variant and limit/);
  refused({ max: 'p9 single < 5' }, /--max takes throughput, .*did you mean p99\?/);
  refused({ max: 'p99 single < 5%' }, /--max takes p99 in ms, s, µs, us, not "p99 single < 5%"/);
  refused({ max: 'p99 single < 1e9' }, /--max takes p99 in ms/);
  refused({ max: 'throughput single < 8,000' }, /--max takes throughput in req\/s/);
  refused({ max: 'errors * < 0.1' }, /--max takes errors in %, not/);
});

test('two output formats and unknown flags are refused', () => {
  refused({ json: true, markdown: true }, /--json and --markdown exclude each other/);
  refused({ treshold: '5%' }, /unknown flag --treshold; did you mean --threshold\?/);
  refused({ out: '' }, /--out needs a value/);
});
