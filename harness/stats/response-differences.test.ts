import assert from 'node:assert/strict';
import { test } from 'node:test';
import { responseDifferences } from './response-differences.ts';

const plain = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  responses: 9,
  bytes: 4_000,
  bytesDiffer: false,
};

test('equal responses do not differ', () => {
  assert.deepEqual(responseDifferences(plain, { ...plain, headers: { ...plain.headers, via: 'x' } }), []);
});

test('status, encoding, type and size are compared', () => {
  const other = { ...plain, status: 201, headers: { 'content-encoding': 'gzip' }, bytes: 98 };
  assert.deepEqual(responseDifferences(other, plain), [
    'status 201 instead of 200',
    'content-encoding gzip instead of none',
    'content-type none instead of application/json',
    '98 instead of 4,000 bytes',
  ]);
});

test('sizes of an app whose responses vary may differ by 10%', () => {
  assert.equal(responseDifferences({ ...plain, bytes: 4_001 }, plain).length, 1);
  for (const varying of [{ bytesDiffer: true }, { responses: 1 }]) {
    assert.deepEqual(responseDifferences({ ...plain, ...varying, bytes: 3_700 }, plain), []);
    assert.deepEqual(responseDifferences({ ...plain, bytes: 3_700 }, { ...plain, ...varying }), []);
    assert.equal(responseDifferences({ ...plain, ...varying, bytes: 3_500 }, plain).length, 1);
  }
});
