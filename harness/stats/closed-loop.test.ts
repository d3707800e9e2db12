import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capacityLimit, connectionsLimit } from './limits.ts';

test('500 connections that wait 50 ms each complete at most 10,000 requests per second', () => {
  assert.equal(connectionsLimit(500, 50), 10_000);
  assert.equal(connectionsLimit(1, 0.5), 2_000);
});

test('without delay the connections set no limit', () => {
  assert.equal(connectionsLimit(500, 0), null);
});

test('service time lowers the limit of the connections, and sets that of the servers', () => {
  assert.equal(connectionsLimit(500, 50, 0.9)?.toFixed(1), '9823.2');
  assert.equal(connectionsLimit(64, 0, 0.5), 128_000);
  assert.equal(capacityLimit(8, 0.9)?.toFixed(1), '8888.9');
  assert.equal(capacityLimit(1.5, 0.1), 15_000);
  assert.equal(capacityLimit(8, 0), null);
});
