/** The open loop: iterations begin when they are due. */
import { monotonicMs } from '../../host/clock.ts';
import type { LoopBooks } from '../numbered/numbered-session.ts';
import type { Loop } from './loop.ts';
import type { Schedule } from './schedule.ts';
import type { Session } from './session.ts';

/** A timer may be late by more than a millisecond, so the last part of a wait polls the clock. */
const TIMER_MARGIN_MS = 2;
/** Timers overflow after 24.8 days; no sleep needs to be that long. */
const LONGEST_SLEEP_MS = 1_000;

export interface OpenLoop extends Loop {
  free(session: Pick<Session, 'begin' | 'beginDue'>, nowMs: number): void;
  /** Makes requests due at the instants of the schedule. */
  follow(schedule: Schedule): void;
  /** Makes no more requests due. Requests that still wait for a connection are retracted. */
  stop(): void;
  /** Sessions that wait for something to be due. */
  readonly idle: number;
}

/**
 * Open loop: a request begins when it is due, whatever happens to the requests before it, and its latency counts from
 * then. If no connection is free it waits for one, first come first served. Free connections take turns, so that all
 * of them are used, and all workers that hold them.
 *
 * Timers count whole milliseconds, which would add up to a millisecond to every latency. Therefore the process does
 * not sleep when an arrival is near: it keeps its core busy, and its delay in sending is measured.
 *
 * @param clock monotonic, in milliseconds
 */
export function openLoop(ledger: LoopBooks, clock: () => number = monotonicMs): OpenLoop {
  const free = new Queue<Pick<Session, 'beginDue'>>();
  const due = new Queue<number>();
  let arrivals: Schedule | undefined;
  let timer: NodeJS.Timeout | undefined;
  let immediate: NodeJS.Immediate | undefined;

  function begin(dueMs: number, nowMs: number): void {
    ledger.sent(dueMs);
    // Record the delay also for a request that must wait for a connection: a client that runs late may also learn
    // late that one is free.
    ledger.sendDelayed(nowMs - dueMs, nowMs);
    const session = free.take();
    if (session) session.beginDue(dueMs);
    else due.add(dueMs);
  }

  function catchUp(): void {
    if (!arrivals) return;
    // Leave what falls due meanwhile to the next turn, so that responses are read in between.
    const untilMs = clock();
    for (; arrivals.nextMs <= untilMs; arrivals.advance()) {
      // After a stall many requests are due at once. Sending one delays the next, so each reads the clock again.
      begin(arrivals.nextMs, clock());
    }
  }

  function turn(): void {
    catchUp();
    const gapMs = arrivals ? arrivals.nextMs - clock() : 0;
    if (gapMs > TIMER_MARGIN_MS)
      timer = setTimeout(turn, Math.min(Math.floor(gapMs) - 1, LONGEST_SLEEP_MS)).unref();
    else immediate = setImmediate(turn);
  }

  function stop(): void {
    clearTimeout(timer);
    clearImmediate(immediate);
    arrivals = undefined;
    for (let dueMs = due.take(); dueMs !== undefined; dueMs = due.take()) ledger.retracted(dueMs);
  }

  return {
    follow: (schedule) => {
      stop();
      arrivals = schedule;
      turn();
    },
    stop,
    free: (session) => {
      const dueMs = due.take();
      if (dueMs === undefined) free.add(session);
      else session.beginDue(dueMs);
    },
    get idle() {
      return free.length;
    },
    get waiting() {
      return due.length;
    },
    waitingSince: (beforeMs) => due.count((dueMs) => dueMs < beforeMs),
    expire: (dueBeforeMs, nowMs) => {
      for (let first = due.first; first !== undefined && first < dueBeforeMs; first = due.first) {
        due.take();
        ledger.failed('timeout', first, nowMs);
      }
    },
    catchUp,
  };
}

/** Queue is first in, first out, in constant time. An array's own `shift` moves all elements behind it. */
export class Queue<T> {
  #items: T[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  get first(): T | undefined {
    return this.#items[this.#head];
  }

  count(isCounted: (item: T) => boolean): number {
    return this.#items.slice(this.#head).filter(isCounted).length;
  }

  add(item: T): void {
    this.#items.push(item);
  }

  take(): T | undefined {
    if (this.#head === this.#items.length) return undefined;
    const item = this.#items[this.#head];
    this.#head++;
    // Release taken items in bulk, once they are the larger part.
    if (this.#head > 1_024 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }
}
