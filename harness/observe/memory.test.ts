import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { monotonicMs } from '../host/clock.ts';
import { memoryFigures, sampleMemory } from './memory.ts';

/** A process in a group of its own that runs this code, once it says that it is ready. */
async function started(context: TestContext, code: string): Promise<ChildProcess & { pid: number }> {
  const child = spawn(process.execPath, ['-e', `${code}; process.stdout.write('ready')`], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  context.after(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  const { pid } = child;
  assert.ok(pid);
  return Object.assign(child, { pid });
}

const KEEP_ALIVE = 'setInterval(() => {}, 1e6)';

test('a leak grows, and a process that does nothing does not', async (context) => {
  const leaking = await started(
    context,
    'const kept = []; setInterval(() => kept.push(Buffer.alloc(2e5, 1)), 10)',
  );
  const resting = await started(context, KEEP_ALIVE);
  const fromMs = monotonicMs() + 20;
  const window = { fromMs, toMs: fromMs + 2_000 };
  const { signal } = new AbortController();
  const each = await Promise.all(
    [leaking, resting].map(({ pid }) => sampleMemory(window, () => [pid], signal, 100)),
  );
  const [leak, rest] = [leaking, resting].map(({ pid }, index) =>
    memoryFigures(each[index] ?? [], [{ pid, instance: 3, role: 'worker' }], null),
  );
  assert.equal(leak?.atSeconds.length, 21);
  assert.deepEqual(
    leak.processes.map(({ pid, instance, role }) => ({ pid, instance, role })),
    [{ pid: leaking.pid, instance: 3, role: 'worker' }],
  );
  // 20 MB/s were asked for; a busy host gives less.
  assert.ok((leak.slope?.low ?? 0) > 3_600 * 1e6, JSON.stringify(leak.slope));
  assert.ok(Math.abs(rest?.slope?.bytesPerHour ?? Number.NaN) < 3_600 * 1e6, JSON.stringify(rest?.slope));
});

test('a process that ends is missing from then on, and there is no slope', async (context) => {
  const child = await started(context, KEEP_ALIVE);
  const fromMs = monotonicMs() + 20;
  const samples = sampleMemory(
    { fromMs, toMs: fromMs + 2_000 },
    (table) => (table.has(child.pid) ? [child.pid] : []),
    new AbortController().signal,
    100,
  );
  const exited = once(child, 'exit');
  setTimeout(() => child.kill('SIGKILL'), 500);
  await exited;
  const { processes, slope } = memoryFigures(await samples, [], null);
  const [only, ...others] = processes;
  assert.deepEqual(others, []);
  assert.equal(only?.role, 'other');
  assert.notEqual(only.bytes[0], null);
  assert.equal(only.bytes.at(-1), null);
  assert.equal(slope, null);
});
