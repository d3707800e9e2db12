import assert from 'node:assert/strict';
import { test } from 'node:test';
import { didYouMean, nearest } from './nearest.ts';

const flags = ['workers', 'connections', 'request-timeout', 'run', 'out'];

test('finds the name that was meant', () => {
  assert.equal(nearest('wrokers', flags), 'workers');
  assert.equal(nearest('Worker', flags), 'workers');
  assert.equal(nearest('rnu', flags), 'run');
});

test('takes an abbreviation for its name', () => {
  assert.equal(nearest('conn', flags), 'connections');
});

test('offers nothing where nothing is near', () => {
  assert.equal(nearest('z', flags), undefined);
  assert.equal(nearest('banana', flags), undefined);
  assert.equal(didYouMean('banana', flags), '');
});

test('ends a sentence, with the mark that a flag has', () => {
  assert.equal(didYouMean('conections', flags, '--'), '; did you mean --connections?');
});
