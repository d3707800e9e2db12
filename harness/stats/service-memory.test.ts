import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProcessFigures } from '../records/run.ts';
import { serviceMemoryBytes } from './service-memory.ts';

const seen = (role: ProcessFigures['role'], rssBytes: number | null): ProcessFigures => ({
  pid: 1,
  instance: null,
  role,
  requests: null,
  connections: null,
  cpuSeconds: null,
  rssBytes,
  heapUsedBytes: null,
  gcSeconds: null,
  gcCount: null,
  eventLoopUtilization: null,
  loopDelayP99Ms: null,
  responseP99Ms: null,
});
const cluster = { workers: 2, hasPrimary: true } as const;
const whole = [seen('worker', 10), seen('worker', 20), seen('primary', 40)];

test('the service is workers, primary and other processes of the app, without proxy and launcher', () => {
  const processes = [...whole, seen('other', 80), seen('proxy', 1_000), seen('launcher', 2_000)];
  assert.equal(serviceMemoryBytes({ processes }, cluster), 150);
  assert.equal(serviceMemoryBytes({ processes: [seen('worker', 7)] }, { workers: 1, hasPrimary: false }), 7);
});

test('memory is unknown if a process did not report, or was not seen', () => {
  assert.equal(serviceMemoryBytes({ processes: [...whole, seen('other', null)] }, cluster), null);
  assert.equal(serviceMemoryBytes({ processes: whole.slice(1) }, cluster), null);
  assert.equal(serviceMemoryBytes({ processes: [] }, cluster), null);
});
