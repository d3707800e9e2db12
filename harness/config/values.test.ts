import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Given, listOf, numberIn, oneOf, oneText, switchOf } from './values.ts';

const given = (...texts: string[]): Given => ({ texts, origin: '--flag', folder: '/' });
const refused = (message: string) => ({ name: 'UsageError', message });

test('lists are separated by commas, repeated, or both; duplicates count once', () => {
  assert.deepEqual(listOf(given('1, 8', '16', '8')), ['1', '8', '16']);
});

test('a list without values is refused', () => {
  assert.throws(() => listOf(given('')), refused('--flag needs a value'));
  assert.throws(() => listOf(given(',')), refused('--flag needs a value'));
  assert.throws(() => listOf(given('1,,2')), refused('--flag has an empty item in its list: "1,,2"'));
});

test('an option with one value may be given once', () => {
  assert.equal(oneText(given('5')), '5');
  assert.throws(() => oneText(given(' ')), refused('--flag needs a value'));
  assert.throws(() => oneText(given('5', '6')), refused('--flag takes one value, not 2: 5, 6'));
});

const count = { min: 1, max: 1000, whole: true };
const seconds = { min: 1, max: 86_400, whole: false, unit: 's' } as const;

test('numbers may carry a unit where the option has one', () => {
  assert.equal(numberIn('1e2', count, '--flag'), 100);
  assert.equal(numberIn('2.5', seconds, '--flag'), 2.5);
  assert.equal(numberIn('1500ms', seconds, '--flag'), 1.5);
  assert.equal(numberIn('2 m', seconds, '--flag'), 120);
  assert.equal(numberIn('2s', { ...seconds, unit: 'ms' }, '--flag'), 2000);
});

for (const text of [
  'abc',
  'NaN',
  'Infinity',
  '-Infinity',
  '0',
  '-3',
  '1.5',
  '1001',
  '0x10',
  '5s',
  '1,000',
  '',
]) {
  test(`"${text}" is no count from 1 to 1,000`, () => {
    assert.throws(
      () => numberIn(text, count, '--flag'),
      refused(`--flag takes a whole number from 1 to 1,000, not "${text}"`),
    );
  });
}

for (const text of ['2d', '0.5', '86401', '25h', 's']) {
  test(`"${text}" is no time from a second to a day`, () => {
    assert.throws(
      () => numberIn(text, seconds, '--flag'),
      refused(`--flag takes a number of seconds from 1 to 86,400, not "${text}"`),
    );
  });
}

test('names come from a fixed set, and a mistyped one is refused with the nearest', () => {
  assert.equal(oneOf('rr', ['rr', 'none'], '--policy'), 'rr');
  assert.throws(
    () => oneOf('nome', ['rr', 'none'], '--policy'),
    refused('--policy takes rr, none, not "nome"; did you mean none?'),
  );
});

test('a switch is true or false', () => {
  assert.equal(switchOf(given('true')), true);
  assert.equal(switchOf(given('0')), false);
  assert.throws(() => switchOf(given('maybe')), refused('--flag takes true or false, not "maybe"'));
});
