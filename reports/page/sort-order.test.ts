import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SortKey, sortedPlaces } from './sort-order.ts';

const number = (value: number | null): SortKey => ({ value, words: value === null ? '–' : 'some' });
const words = (text: string): SortKey => ({ value: null, words: text });

test('numbers are sorted by their size, and rows without one come last in both directions', () => {
  const keys = [number(10), number(null), number(9), number(100), number(null)];
  assert.deepEqual(sortedPlaces(keys, 'ascending'), [2, 0, 3, 1, 4]);
  assert.deepEqual(sortedPlaces(keys, 'descending'), [3, 0, 2, 1, 4]);
});

test('words are sorted as people count, and blank ones come last', () => {
  const keys = [words('cluster-16'), words('–'), words('cluster-8'), words(''), words('app')];
  assert.deepEqual(sortedPlaces(keys, 'ascending'), [4, 2, 0, 1, 3]);
  assert.deepEqual(sortedPlaces(keys, 'descending'), [0, 2, 4, 1, 3]);
});

test('equal rows keep their order in both directions', () => {
  const keys = [number(1), number(0), number(1), number(0)];
  assert.deepEqual(sortedPlaces(keys, 'ascending'), [1, 3, 0, 2]);
  assert.deepEqual(sortedPlaces(keys, 'descending'), [0, 2, 1, 3]);
});
