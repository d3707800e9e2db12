import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WindowEvent } from '../../scenarios/events/index.ts';
import type { Controls } from '../../targets/controls.ts';
import type { CellEvent } from '../config/events.ts';
import { loadWith } from '../dev/testing/figures.ts';
import { monotonicMs, untilEnd, type Window } from '../host/clock.ts';
import { LateWindow } from '../load/merge-figures.ts';
import { measureWindow } from './measure-window.ts';
import { runEvents } from './window-events.ts';

const target: { controls: Partial<Controls>; workers: number } = { controls: {}, workers: 2 };
const never = new Promise<never>(() => {});

function eventOf(run: WindowEvent['run'], atSeconds = 0.05): CellEvent {
  return { event: { name: 'stumble', noun: 'stumble', summary: 'one falls', needs: [], run }, atSeconds };
}

/** Measures a window of 0.2 s whose load ends with it. */
function measure(events: readonly CellEvent[], load?: () => Promise<ReturnType<typeof loadWith>>) {
  const countings: (string | undefined)[] = [];
  const extended: number[] = [];
  const measured = measureWindow(
    {
      extend: ({ toMs }: Window) => extended.push(toMs),
      measure: async (window: Window, counting) => {
        countings.push(counting);
        if (load) return load();
        await untilEnd(window, new AbortController().signal);
        return loadWith({});
      },
    },
    async () => 'seen',
    {
      settledMs: monotonicMs(),
      durationSeconds: 0.2,
      broken: never,
      signal: new AbortController().signal,
      onPhase: () => {},
      hasStages: false,
      onExtended: () => {},
      startEvents: events.length === 0 ? null : (window, over) => runEvents(events, target, window, over),
    },
  );
  return { measured, countings, extended };
}

test('an event runs at its time in the window, and is recorded with its detail', async () => {
  const seen: number[] = [];
  const event = eventOf(async (_, { elapsedSeconds, durationSeconds, workers }) => {
    seen.push(elapsedSeconds());
    return { durationSeconds, workers };
  });
  const { measured, countings } = measure([event]);
  const { events, observations } = await measured;
  assert.equal(observations, 'seen');
  assert.deepEqual(countings, ['ended'], 'requests count whole, since the target is disturbed');
  const [{ name, atSeconds, endedSeconds, detail } = assert.fail()] = events;
  assert.equal(name, 'stumble');
  assert.ok(atSeconds >= 0.05, 'not before its time');
  assert.ok(endedSeconds !== null && endedSeconds >= atSeconds);
  assert.ok((seen[0] ?? 0) >= atSeconds);
  assert.ok(Math.abs(Number(detail.durationSeconds) - 0.2) < 1e-6);
  assert.equal(detail.workers, 2);
});

test('an event whose effect nothing ends lasts, but does not extend the window', async () => {
  const { event, atSeconds } = eventOf(async () => ({ pid: 7 }));
  const lasting = { ...event, outlasts: ({ whenReplaced }: typeof target.controls) => !whenReplaced };
  const { measured, extended } = measure([{ event: lasting, atSeconds }]);
  const [{ endedSeconds, isLasting, detail } = assert.fail()] = (await measured).events;
  assert.deepEqual([endedSeconds, isLasting, detail], [null, true, { pid: 7 }]);
  assert.deepEqual(extended, []);
});

test('an event that has not ended by the window’s end is abandoned, and recorded as begun', async () => {
  let wasGivenUp = false;
  const event = eventOf(
    (_, __, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          wasGivenUp = true;
          reject(signal.reason);
        });
      }),
  );
  const { events } = await measure([event]).measured;
  assert.deepEqual(
    events.map(({ endedSeconds, detail }) => ({ endedSeconds, detail })),
    [{ endedSeconds: null, detail: {} }],
  );
  assert.ok(wasGivenUp);
});

test('the window reaches until its events have ended, and a while beyond', async () => {
  const event = eventOf(() => new Promise((resolve) => setTimeout(() => resolve({}), 250)));
  const { measured, extended } = measure([event]);
  const { events, fromMs, toMs } = await measured;
  const endedMs = fromMs + 1_000 * (events[0]?.endedSeconds ?? Number.NaN);
  const longestMs = fromMs + 800; // four times the planned length, even if this process was held up
  assert.ok(toMs >= Math.min(endedMs, longestMs), `ended ${endedMs - toMs} ms after the window`);
  assert.ok(toMs <= longestMs);
  assert.ok(extended.length > 0);
  assert.equal(extended.at(-1), toMs, 'everyone knows the final end');
});

test('an event that throws fails the trial at once, with its message', async () => {
  const event = eventOf(() => Promise.reject(new Error('nobody fell')));
  const { measured } = measure([event], () => never);
  await assert.rejects(measured, /^TargetError: stumble, 0.05 s into the window, failed: nobody fell$/);
});

test('a window with events is not repeated if the host was too busy for it', async () => {
  const late = () => Promise.reject(new LateWindow(40));
  const { measured, countings } = measure([eventOf(async () => ({}))], late);
  await assert.rejects(measured, /40 ms after it began/);
  assert.equal(countings.length, 1);
});

test('a window without events counts shares of requests', async () => {
  const { measured, countings } = measure([]);
  assert.deepEqual((await measured).events, []);
  assert.deepEqual(countings, ['shares']);
});
