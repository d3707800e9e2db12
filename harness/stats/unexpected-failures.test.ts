import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadWith } from '../dev/testing/figures.ts';
import { unexpectedFailures } from './unexpected-failures.ts';

const { errors } = loadWith({});

test('classes and statuses that a scenario expects do not count', () => {
  const load = { errors: { ...errors, non2xx: 9, reset: 2 }, statuses: { 200: 80, 401: 7, 503: 2 } };
  assert.equal(unexpectedFailures(load, []), 11);
  assert.equal(unexpectedFailures(load, ['401']), 4);
  assert.equal(unexpectedFailures(load, ['401', 'reset', 'unheard-of']), 2);
  assert.equal(unexpectedFailures(load, ['200']), 0, 'never negative');
});
