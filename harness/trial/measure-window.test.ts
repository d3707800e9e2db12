import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadWith } from '../dev/testing/figures.ts';
import { monotonicMs, type Window } from '../host/clock.ts';
import { LateWindow } from '../load/merge-figures.ts';
import { measureWindow } from './measure-window.ts';

const extend = () => assert.fail('nothing to wait for');

/** A fake load that learns of this many windows too late. */
function loadLate(times: number) {
  const windows: Window[] = [];
  const measure = async (window: Window) => {
    windows.push(window);
    if (windows.length <= times) throw new LateWindow(40);
    return loadWith({});
  };
  return { load: { measure, extend }, windows };
}

const never = new Promise<never>(() => {});

function course() {
  const phases: string[] = [];
  const { signal } = new AbortController();
  const onPhase = (phase: string) => phases.push(phase);
  const rest = {
    ...{ settledMs: monotonicMs(), durationSeconds: 0.02, hasStages: false },
    ...{ startEvents: null, onExtended: () => {} },
  };
  return { ...rest, broken: never, signal, onPhase, phases };
}

test('a window begins when the target has settled, and not before it can be announced', async () => {
  const { load, windows } = loadLate(0);
  const settledMs = monotonicMs() + 200;
  const watched: Window[] = [];
  const watch = async (window: Window) => watched.push(window);
  const rested = await measureWindow(load, watch, { ...course(), settledMs });
  assert.equal(windows[0]?.fromMs, settledMs);
  assert.equal(rested.toMs, settledMs + 20);
  assert.deepEqual(watched, windows);

  const calledMs = monotonicMs();
  await measureWindow(load, watch, { ...course(), settledMs: calledMs - 1_000 });
  assert.ok((windows[1]?.fromMs ?? 0) >= calledMs + 100);
});

test('a load process that learned of the window too late gets a second one, with a longer lead', async () => {
  const { load, windows } = loadLate(1);
  const watched: Window[] = [];
  const begunMs = monotonicMs();
  const { observations, toMs } = await measureWindow(load, async (window) => watched.push(window), course());
  assert.equal(windows.length, 2);
  assert.ok((windows[1]?.fromMs ?? 0) >= begunMs + 1_000);
  assert.equal(toMs, windows[1]?.toMs);
  assert.deepEqual(watched, windows);
  assert.equal(observations, 2, 'of the second window');
});

test('a host that is too busy for the second window too gives no figures', async () => {
  const { load, windows } = loadLate(2);
  await assert.rejects(
    measureWindow(load, async () => {}, course()),
    /learned of the window 40 ms after it began: this host is too busy/,
  );
  assert.equal(windows.length, 2);
});

test('other failures are not retried', async () => {
  let asked = 0;
  const measure = async () => {
    asked++;
    throw new Error('a defect');
  };
  await assert.rejects(
    measureWindow({ measure, extend }, async () => {}, course()),
    /a defect/,
  );
  assert.equal(asked, 1);
});

test('an interrupt ends the wait and the watch', async () => {
  const interrupt = new AbortController();
  const measure = () => never;
  const watch = (_: Window, over: AbortSignal) =>
    new Promise<never>((_, reject) => over.addEventListener('abort', () => reject(over.reason)));
  const measured = measureWindow({ measure, extend }, watch, { ...course(), signal: interrupt.signal });
  interrupt.abort(new Error('Ctrl-C'));
  await assert.rejects(measured, /Ctrl-C/);
});
