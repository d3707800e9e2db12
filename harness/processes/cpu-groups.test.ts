/** Control groups with a CPU limit: what their processes use, and that they are removed. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryFolder } from '../dev/testing/cli.ts';
import { cpuGroupsOf, hasCpuGroups } from '../dev/testing/cpu-groups.ts';
import type { CpuGroupState } from './cpu-groups.ts';
import { TrialProcesses } from './trial-processes.ts';

const PERIOD_SECONDS = 0.1;
/** The kernel hands out CPU time in slices of 5 ms, and accounts for it by ticks. */
const SLACK = 1.25;
const TICKS_PER_SECOND = 100;
/** Enough that ticks are precise. */
const PERIODS = 20;

const busy = (name: string, instance?: number) => ({
  name,
  command: process.execPath,
  args: ['-e', 'for (;;);'],
  ...(instance === undefined ? {} : { instance }),
});

/** User and system time of a process. */
function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

async function untilThrottled(read: () => CpuGroupState[]): Promise<CpuGroupState[]> {
  for (;;) {
    const groups = read();
    if (groups.every(({ periods, throttledPeriods }) => periods >= PERIODS && throttledPeriods > 0))
      return groups;
    await sleep(50);
  }
}

test('a busy process uses no more than its share, and the rest of a period it is throttled', async (context) => {
  if (!hasCpuGroups(context)) return;
  // A share that a crowded host has left for it too.
  for (const cores of [0.5, 0.05]) {
    const processes = new TrialProcesses(temporaryFolder(context), null, { cores, workers: 1 });
    const { pid } = processes.spawnAs('target')(busy('busy', 0));
    try {
      // On a crowded host 0.5 cores may be more than it gets.
      const [group] =
        cores < 0.5 ? await untilThrottled(() => processes.cpuGroups()) : await untilPeriods(processes);
      const used = cpuSecondsOf(pid);
      assert.ok(group);
      assert.equal(group.cores, cores);
      assert.equal(group.processes, 1);
      const allowed = cores * (group.periods + 1) * PERIOD_SECONDS * SLACK;
      assert.ok(used <= allowed, `used ${used} s of ${allowed} s`);
      // A throttled period used up its share.
      assert.ok(used * SLACK >= (group.throttledPeriods - 1) * cores * PERIOD_SECONDS, `${used} s`);
      if (cores < 0.5) assert.ok(group.throttledSeconds > 0);
    } finally {
      await processes.stop();
    }
    assert.deepEqual(processes.cpuGroups(), []);
    assert.deepEqual(cpuGroupsOf(process.pid), []);
  }
});

async function untilPeriods(processes: TrialProcesses): Promise<CpuGroupState[]> {
  while ((processes.cpuGroups()[0]?.periods ?? 0) < PERIODS) await sleep(50);
  return processes.cpuGroups();
}

test('servers have a group each, other processes of a target share one, and other roles have none', async (context) => {
  if (!hasCpuGroups(context)) return;
  const processes = new TrialProcesses(temporaryFolder(context), null, { cores: 0.25, workers: 4 });
  const shares = () => processes.cpuGroups().map(({ cores, processes: count }) => [cores, count]);
  const idle = (name: string, instance?: number) => ({
    ...busy(name, instance),
    command: 'sleep',
    args: ['1000'],
  });
  try {
    const target = processes.spawnAs('target');
    processes.spawnAs('proxy')(idle('proxy'));
    assert.deepEqual(shares(), []);
    const children = [target(idle('server', 1)), target(idle('server', 0))];
    const [, other] = children;
    await untilInGroups(shares, [
      [0.25, 1],
      [0.25, 1],
    ]);
    await other?.stop();
    // A server that replaces another one enters the group of its predecessor.
    target(idle('server', 0));
    target(idle('primary'));
    await untilInGroups(shares, [
      [1, 1],
      [0.25, 1],
      [0.25, 1],
    ]);
  } finally {
    await processes.stop();
  }
});

/** A child enters its group a moment after its start. */
async function untilInGroups(shares: () => number[][], expected: number[][]): Promise<void> {
  const total = (counts: number[][]) => counts.reduce((all, [, count = 0]) => all + count, 0);
  while (total(shares()) < total(expected)) await sleep(10);
  assert.deepEqual(
    shares().toSorted(([a = 0], [b = 0]) => a - b),
    expected.toSorted(([a = 0], [b = 0]) => a - b),
  );
}
