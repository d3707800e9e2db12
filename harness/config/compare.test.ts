import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultCompareOptions } from '../compare/options.ts';
import { compareConfig } from './compare.ts';

const config = (flags: Record<string, unknown> = {}, words: readonly string[] = ['a', 'b']) =>
  compareConfig(flags, words, '/');
const refused = (flags: Record<string, unknown>, message: RegExp, words?: readonly string[]) =>
  assert.throws(
    () => config(flags, words),
    (error: Error) => error.name === 'UsageError' && message.test(error.message),
    message.source,
  );

test('two words are base and head; a flag takes several of a side', () => {
  assert.deepEqual(config(), {
    base: ['a'],
    head: ['b'],
    options: defaultCompareOptions,
    output: 'text',
    out: null,
  });
  const { base, head } = config({ base: ['n/1', 'n/2'] }, ['today']);
  assert.deepEqual([base, head], [['n/1', 'n/2'], ['today']]);
  assert.deepEqual(config({ head: 'today' }, ['n/*']).base, ['n/*']);
});

test('sides that are missing, too many or empty are refused', () => {
  refused({}, /compare needs a base/, []);
  refused({}, /compare needs a head/, ['a']);
  refused({ base: ['a', 'b'] }, /compare needs a head/, []);
  refused({}, /"c" is one more; several of a side follow its flag/, ['a', 'b', 'c']);
  refused({ base: 'x', head: 'y' }, /"z" is one more/, ['z']);
  refused({}, /the head has an empty path/, ['a', ' ']);
});

test('limits are told for all, by metric, by cell and by both', () => {
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

test('what is no percentage is refused', () => {
  for (const text of ['5', '0%', '-1%', '101%', 'NaN%', '%', 'p99:', 'p99:x%', '1e400%']) {
    refused({ threshold: text }, /--threshold takes a percentage above 0 %/);
  }
  refused({ 'min-effect': 'p98@single:3%' }, /--min-effect takes throughput, .*did you mean p99\?/);
  refused({ threshold: '5%,,3%' }, /empty place/);
  refused({ 'run-spread': '1' }, /--run-spread takes a percentage/);
});

test('gates hold metric, cell and limit', () => {
  const { gates } = config({
    max: ['p99 cluster-8-rr < 120', 'errors * < 0.1%'],
    min: 'throughput single>8000',
  }).options;
  assert.deepEqual(gates, [
    { text: 'p99 cluster-8-rr < 120', flag: '--max', metric: 'p99', cell: 'cluster-8-rr', limit: 120 },
    { text: 'errors * < 0.1%', flag: '--max', metric: 'errors', cell: '*', limit: 0.001 },
    { text: 'throughput single>8000', flag: '--min', metric: 'throughput', cell: 'single', limit: 8000 },
  ]);
});

test('what is no gate is refused with an example', () => {
  for (const text of ['', 'p99', 'p99 < 120', 'p99 single > 120', 'p99 single < fast', 'p99 single < -1']) {
    refused({ max: text }, /--max takes metric, cell and limit: --max "p99 cluster-8-rr < 120"/);
  }
  refused({ min: 'throughput single < 5' }, /--min takes metric, cell and limit/);
  refused({ max: 'p9 single < 5' }, /--max takes throughput, .*did you mean p99\?/);
  refused({ max: 'p99 single < 5%' }, /percent is for errors alone/);
});

test('two outputs and unknown flags are refused', () => {
  refused({ json: true, markdown: true }, /--json and --markdown are two outputs/);
  refused({ treshold: '5%' }, /unknown flag --treshold; did you mean --threshold\?/);
  refused({ out: '' }, /--out needs a value/);
});
