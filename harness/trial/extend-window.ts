/** Extends a window until its events have ended. */
import { monotonicMs, until, type Window } from '../host/clock.ts';
import type { RunningEvents } from './window-events.ts';

/** Time for the new end to reach every process before the former one. */
const NOTICE_MS = 400;
const STEP_MS = 1_000;
/** Time after the last event, which shows how the target recovers. */
const AFTER_MS = 2_000;
/** An event that has not ended by this multiple of the planned length is unfinished. */
const MOST_TIMES_LONGER = 4;

/** A window whose end can be moved. */
export interface MovableWindow extends Window {
  toMs: number;
}

/**
 * extendWindow moves the window's end until every event has ended, and some time has passed since. It settles when the
 * end is final, and rejects when the signal is aborted.
 *
 * @param announce tells everyone who measures the window that its end has moved
 */
export async function extendWindow(
  window: MovableWindow,
  events: Pick<RunningEvents, 'lastEndMs'>,
  announce: () => void,
  signal: AbortSignal,
): Promise<void> {
  const plannedMs = window.toMs - window.fromMs;
  const latestMs = window.fromMs + MOST_TIMES_LONGER * plannedMs;
  const noticeMs = Math.min(NOTICE_MS, plannedMs / 4);
  const afterMs = Math.min(AFTER_MS, plannedMs / 3);
  while (window.toMs < latestMs) {
    await until(window.toMs - noticeMs, signal);
    const lastEndMs = events.lastEndMs();
    const wantedMs = lastEndMs === null ? window.toMs + STEP_MS : lastEndMs + afterMs;
    if (wantedMs <= window.toMs) return;
    // A process that is told too late has already closed its books.
    if (monotonicMs() >= window.toMs) return;
    window.toMs = Math.min(latestMs, wantedMs);
    announce();
  }
}
