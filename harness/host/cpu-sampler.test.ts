import assert from 'node:assert/strict';
import { test } from 'node:test';
import { monotonicMs } from './clock.ts';
import { parseProcStat, sampleCpu, summarizeSnapshots } from './cpu-sampler.ts';

test('/proc/stat: softirq is busy, iowait is idle, steal is neither, guest is already part of user', () => {
  const text = [
    'cpu  300 0 60 1000 80 4 36 20 50 0',
    'cpu0 100 0 20 500 40 1 9 10 25 0',
    'cpu1 200 0 40 500 40 3 27 10 25 0',
    'intr 12345 0 0',
  ].join('\n');
  assert.deepEqual(parseProcStat(text, null), [
    { busy: 130, interrupts: 10, idle: 540, steal: 10 },
    { busy: 270, interrupts: 30, idle: 540, steal: 10 },
  ]);
});

test('CPUs that this process may not use do not count, unless the file numbers its own', () => {
  const text = [0, 1, 2, 10].map((cpu) => `cpu${cpu} ${cpu} 0 0 0`).join('\n');
  const busyOf = (allowed: readonly number[] | null) => parseProcStat(text, allowed).map(({ busy }) => busy);
  assert.deepEqual(busyOf([10, 1]), [1, 10]);
  assert.deepEqual(busyOf([4, 5]), [0, 1, 2, 10]);
  assert.deepEqual(busyOf(null), [0, 1, 2, 10]);
});

test('samples are the differences of readings, and the whole window is the difference of its two ends', () => {
  const reading = (busy: number, idle: number, steal: number) => ({
    busy,
    interrupts: busy / 2,
    idle,
    steal,
  });
  const { cores, busy, interrupts, steal } = summarizeSnapshots([
    [reading(0, 0, 0), reading(10, 10, 0)],
    [reading(50, 0, 0), reading(10, 60, 0)],
    [reading(50, 25, 25), reading(60, 60, 0)],
  ]);
  assert.deepEqual(cores, [
    [100, 0],
    [0, 100],
  ]);
  assert.deepEqual({ busy, interrupts, steal }, { busy: 50, interrupts: 25, steal: 12.5 });
});

test('a window of one second has two samples on every core, within it', async () => {
  const fromMs = monotonicMs() + 20;
  const readAt: number[] = [];
  const read = async () => {
    readAt.push(monotonicMs());
    return [{ busy: readAt.length, interrupts: 0, idle: readAt.length, steal: null }];
  };
  const { cores, steal } = await sampleCpu(
    { fromMs, toMs: fromMs + 1_000 },
    new AbortController().signal,
    read,
  );
  assert.deepEqual(cores, [[50, 50]]);
  assert.equal(steal, null, 'unknown is not 0');
  assert.ok(
    readAt.every((instant, index) => instant >= fromMs + index * 500),
    String(readAt),
  );
});

test('an aborted signal ends the sampling', async () => {
  const fromMs = monotonicMs();
  await assert.rejects(
    sampleCpu({ fromMs, toMs: fromMs + 60_000 }, AbortSignal.timeout(10)),
    /abort|timeout/i,
  );
});

test('figures of this host are shares', async () => {
  const fromMs = monotonicMs();
  const { cores, busy, steal } = await sampleCpu(
    { fromMs, toMs: fromMs + 500 },
    new AbortController().signal,
  );
  assert.ok(cores.length >= 1);
  for (const share of [...cores.flat(), busy, steal ?? 0])
    assert.ok(share >= 0 && share <= 100, String(share));
});
