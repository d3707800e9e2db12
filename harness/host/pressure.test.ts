import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { startBurners } from '../dev/testing/burners.ts';
import { monotonicMs } from './clock.ts';
import { measurePressure, parsePressure } from './pressure.ts';

const soon = (milliseconds: number) => {
  const fromMs = monotonicMs() + 20;
  return { fromMs, toMs: fromMs + milliseconds };
};

test('the total of "some" is read, not that of "full"', () => {
  const text = [
    'some avg10=1.11 avg60=5.88 avg300=35.05 total=438913602',
    'full avg10=0.00 avg60=0.00 avg300=0.00 total=7',
  ].join('\n');
  assert.equal(parsePressure(text), 438_913_602);
  assert.equal(parsePressure(''), null);
});

test('it is a share of the window, and null if either reading fails', async () => {
  const { signal } = new AbortController();
  const readings = [0, 10_000];
  const readAtMs: number[] = [];
  const [beganMs, window] = [monotonicMs(), soon(100)];
  const share = await measurePressure(window, signal, () => {
    readAtMs.push(monotonicMs());
    return readings.shift() ?? null;
  });
  // 10 ms of the window, which is shorter or longer if this process was held up.
  const [shortest, longest] = [window.toMs - (readAtMs[0] ?? 0), monotonicMs() - beganMs];
  assert.ok(share !== null && share <= 1_000 / shortest && share >= 1_000 / longest, String(share));
  const failing = [1, null];
  assert.equal(await measurePressure(soon(1), signal, () => failing.shift() ?? null), null);
});

test('an aborted signal ends it', async () => {
  await assert.rejects(measurePressure(soon(60_000), AbortSignal.timeout(10)), /abort|timeout/i);
});

test('two tasks that want the same core press on it', async (context) => {
  if (!hasPressure() || !(await startBurners(context, 2))) return context.skip('no PSI or no taskset here');
  const pressure = await measurePressure(soon(500), new AbortController().signal);
  assert.ok(pressure !== null && pressure > 30 && pressure <= 100, String(pressure));
});

function hasPressure(): boolean {
  try {
    return parsePressure(readFileSync('/proc/pressure/cpu', 'utf8')) !== null;
  } catch {
    return false;
  }
}
