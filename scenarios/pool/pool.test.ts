import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settingValue } from '../../targets/setting.ts';
import { pool } from './pool.ts';

const configured = (settings: Record<string, string>, workers: number) => pool.configure?.(settings, workers);

test('a pool has 5 connections, or fewer if all workers together would have more than 100', () => {
  const sizes = [1, 8, 20, 33, 200].map((workers) => configured({}, workers)?.pool);
  assert.deepEqual(sizes, [5, 5, 5, 3, 1]);
  assert.deepEqual(configured({ pool: '20', query: 'read' }, 8), {
    appEnv: { DB_POOL: '20', DB_QUERY: 'read' },
    waits: false,
    pool: 20,
  });
  assert.equal(configured({ query: 'sleep' }, 8)?.waits, true);
});

test('the size of a pool is a whole number', () => {
  const size = pool.settings?.pool ?? assert.fail();
  const read = ['5', '05', 'auto', '0', '1001', '2.5', '-1', 'five'].map((text) => settingValue(size, text));
  assert.deepEqual(read, ['5', '5', 'auto', null, null, null, null, null]);
});
