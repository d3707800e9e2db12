import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentFigures } from './agent-messages.ts';
import { type ObservedProcesses, targetProcesses } from './process-roles.ts';
import type { ProcessEntry } from './process-table.ts';

const agentFigures = (
  pid: number,
  listens: boolean,
  role: 'worker' | 'primary' = 'worker',
): AgentFigures => ({
  type: 'figures',
  fromMs: 0,
  pid,
  role,
  listens,
  instance: 0,
  requests: 1,
  connections: 1,
  cpuSeconds: 1,
  rssBytes: 1,
  heapUsedBytes: 1,
  gcSeconds: 0,
  gcCount: 0,
  eventLoopUtilization: 0,
  loopDelayP99Ms: 0,
  responseP99Ms: null,
});

/** A chain of processes in one group, each the child of the one before. */
function chain(...pids: number[]): Map<number, ProcessEntry> {
  return new Map(
    pids.map((pid, index) => [
      pid,
      {
        pid,
        ppid: pids[index - 1] ?? 1,
        pgid: pids[0] ?? 0,
        cpuSeconds: 3,
        endedChildrenCpuSeconds: 0,
        rssBytes: 9,
      },
    ]),
  );
}

function rolesOf(seen: Partial<ObservedProcesses>): (readonly [number, string])[] {
  const table = seen.after ?? chain(10, 11, 12, 13);
  return targetProcesses({
    reports: [],
    withAgent: new Set((seen.reports ?? []).map(({ pid }) => pid)),
    listeners: new Set(),
    groups: [10],
    before: new Map(),
    ...seen,
    after: table,
  }).map(({ pid, role }) => [pid, role] as const);
}

test('the server is the worker, its ancestors are launchers, the rest are others', () => {
  // npm (10) starts a shell without agent (11), which starts the server (12), which starts a tool (13).
  const reports = [agentFigures(10, false), agentFigures(12, true), agentFigures(13, false)];
  assert.deepEqual(rolesOf({ reports }), [
    [10, 'launcher'],
    [12, 'worker'],
    [13, 'other'],
  ]);
});

test('a server that does not listen through node:net is recognized by its socket', () => {
  const reports = [agentFigures(10, false), agentFigures(12, false)];
  assert.deepEqual(rolesOf({ reports, listeners: new Set([12]) }), [
    [10, 'launcher'],
    [12, 'worker'],
  ]);
});

test('a primary stays a primary, although it holds the shared socket and started every worker', () => {
  const after = new Map([...chain(10, 11), [12, { ...chain(10, 12).get(12) }]] as [number, ProcessEntry][]);
  const reports = [agentFigures(10, true, 'primary'), agentFigures(11, true), agentFigures(12, true)];
  assert.deepEqual(rolesOf({ reports, after, listeners: new Set([10]) }), [
    [10, 'primary'],
    [11, 'worker'],
    [12, 'worker'],
  ]);
});

test('a server in another language counts; a Node server that does not report gets no figures', () => {
  assert.deepEqual(rolesOf({ listeners: new Set([11]) }), [[11, 'worker']]);
  assert.deepEqual(rolesOf({ listeners: new Set([11]), withAgent: new Set([11]) }), []);
  const stalled = {
    reports: [agentFigures(10, false)],
    listeners: new Set([11]),
    withAgent: new Set([10, 11]),
  };
  assert.deepEqual(rolesOf(stalled), [[10, 'launcher']]);
});

test('if no listener is known, every process may be a worker', () => {
  assert.deepEqual(rolesOf({ reports: [agentFigures(10, false), agentFigures(11, false)] }), [
    [10, 'worker'],
    [11, 'worker'],
  ]);
});
