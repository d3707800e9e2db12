/** The open loop: requests begin when they are due. */
import { monotonicMs } from '../../host/clock.ts';
import type { Ledger } from '../ledger.ts';
import type { Connection } from './connection.ts';
import type { Loop } from './loop.ts';
import type { Schedule } from './schedule.ts';

/** A timer may be late by more than a millisecond: the rest of the time is spent looking at the clock. */
const TIMER_MARGIN_MS = 2;
/** Timers overflow after some days; no sleep need be as long. */
const LONGEST_SLEEP_MS = 1_000;

export interface OpenLoop extends Loop {
  /** From now on requests are due when the schedule says. */
  follow(schedule: Schedule): void;
  /** From now on none is due. Those that still wait are taken back. */
  stop(): void;
}

/**
 * Open loop: a request begins when it is due, however the ones before it fare, and its latency counts from then.
 * Where no connection is free it waits for one, first come first served. Free connections take turns, so that
 * every one is used, and with it every worker that holds one.
 *
 * Timers count whole milliseconds, which would add up to one to every latency. So the process does not sleep while
 * an arrival is near: it keeps its core busy, and whether it was on time is measured.
 *
 * @param clock milliseconds, monotonic
 */
export function openLoop(ledger: Ledger, clock: () => number = monotonicMs): OpenLoop {
  const free = new Queue<Connection>();
  const due = new Queue<number>();
  let arrivals: Schedule | undefined;
  let timer: NodeJS.Timeout | undefined;
  let immediate: NodeJS.Immediate | undefined;

  function begin(dueMs: number, nowMs: number): void {
    ledger.sent(dueMs);
    // Also of one that has to wait for a connection: what made the client late may be why it knows of no free one.
    ledger.sendDelayed(nowMs - dueMs, nowMs);
    const connection = free.take();
    if (connection) connection.send(dueMs);
    else due.add(dueMs);
  }

  function catchUp(): void {
    if (!arrivals) return;
    // What falls due while these are sent is for the next turn: answers have to be read between the two.
    const untilMs = clock();
    for (; arrivals.nextMs <= untilMs; arrivals.advance()) {
      // After a stall many are due at once, and each is later than the one before it by what that one took to send.
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
    free: (connection) => {
      const dueMs = due.take();
      if (dueMs === undefined) free.add(connection);
      else connection.send(dueMs);
    },
    get waiting() {
      return due.length;
    },
    expire: (dueBeforeMs, nowMs) => {
      for (let first = due.first; first !== undefined && first < dueBeforeMs; first = due.first) {
        due.take();
        ledger.failed('timeout', first, nowMs);
      }
    },
    catchUp,
  };
}

/** First in, first out, in constant time: an array's own `shift` moves everything behind it. */
export class Queue<T> {
  #items: T[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  get first(): T | undefined {
    return this.#items[this.#head];
  }

  add(item: T): void {
    this.#items.push(item);
  }

  take(): T | undefined {
    if (this.#head === this.#items.length) return undefined;
    const item = this.#items[this.#head];
    this.#head++;
    // What was taken is let go of in bulk, once it is the greater part.
    if (this.#head > 1_024 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }
}
