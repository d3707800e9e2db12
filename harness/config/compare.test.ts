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

test('gates are those of --gate, and the former flags name it', () => {
  const { gates } = config({ gate: ['p99 cluster-8-rr < 120', 'errors * <= 0.1%'] }).options;
  assert.deepEqual(
    gates.map(({ metric, cell, limit }) => [metric, cell, limit]),
    [
      ['p99', 'cluster-8-rr', 120],
      ['errors', '*', 0.001],
    ],
  );
  for (const former of ['max', 'min']) {
    refused(
      { [former]: 'p99 single < 1' },
      new RegExp(`^--${former} is now --gate, .*: --gate "p99 cluster-8-rr < 120"$`),
    );
  }
});

test('two output formats and unknown flags are refused', () => {
  refused({ json: true, markdown: true }, /--json and --markdown exclude each other/);
  refused({ treshold: '5%' }, /unknown flag --treshold; did you mean --threshold\?/);
  refused({ out: '' }, /--out needs a value/);
});
