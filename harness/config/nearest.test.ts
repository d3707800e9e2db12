import assert from 'node:assert/strict';
import { test } from 'node:test';
import { didYouMean, nearest } from './nearest.ts';

const flags = ['workers', 'connections', 'request-timeout', 'run', 'out'];

test('finds the most similar name', () => {
  assert.equal(nearest('wrokers', flags), 'workers');
  assert.equal(nearest('Worker', flags), 'workers');
  assert.equal(nearest('rnu', flags), 'run');
});

test('takes an abbreviation for its name', () => {
  assert.equal(nearest('conn', flags), 'connections');
});

test('suggests nothing if no name is similar', () => {
  assert.equal(nearest('z', flags), undefined);
  assert.equal(nearest('banana', flags), undefined);
  assert.equal(didYouMean('banana', flags), '');
});

test('returns the end of a sentence, with the dashes of a flag', () => {
  assert.equal(didYouMean('conections', flags, '--'), '; did you mean --connections?');
});
