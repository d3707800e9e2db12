import assert from 'node:assert/strict';
import { test } from 'node:test';
import { between, counted, figure, fixed, listed, percent, ratio, signedPercent } from './format.ts';

test('figures have separators and no more digits than they carry', () => {
  const cases = [
    [9690.4, '9,690'],
    [1_234_567, '1,234,567'],
    [100.4, '100'],
    [99.96, '100'],
    [51.34, '51.3'],
    [9.999, '10.0'],
    [5.554, '5.55'],
    [0.635, '0.64'],
    [0, '0'],
  ] as const;
  for (const [value, text] of cases) assert.equal(figure(value), text);
});

test('a ratio near nothing is not nothing', () => {
  assert.deepEqual([12.44, 1.354, 0.06, 0.0001, 0].map(ratio), ['12.4', '1.35', '0.06', '< 0.01', '0.00']);
});

test('no number is minus zero', () => {
  assert.equal(fixed(-0.001, 1), '0.0');
  assert.equal(signedPercent(-0.0001), '0.0%');
  assert.equal(signedPercent(0.0001), '0.0%');
});

test('percents carry their sign where it matters', () => {
  assert.equal(percent(0.123), '12.3%');
  assert.equal(signedPercent(0.061), '+6.1%');
  assert.equal(signedPercent(-0.061), '−6.1%');
});

test('words agree with numbers', () => {
  assert.equal(counted(1, 'trial'), '1 trial');
  assert.equal(counted(2000, 'connection'), '2,000 connections');
  assert.equal(listed(['a', 'b', 'c']), 'a, b and c');
  assert.equal(between([3, 1, 2], String), '1 to 3');
  assert.equal(between([1.001, 1.002], figure), '1.00');
});
