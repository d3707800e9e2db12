/** What a driver saw of the window: requests begun, answered and failed, and how long the responses took. */
import type { Window } from '../host/clock.ts';
import type { LoadErrors } from '../records/run.ts';
import { type CycleShareFigures, CycleShares } from './cycle-shares.ts';
import { LatencyRecorder } from './histogram.ts';

/** What one load process hands to the harness. */
export interface LedgerFigures {
  /** Begun before the window, and not ended at its start. */
  readonly underWayAtStart: number;
  readonly sent: number;
  readonly completed: number;
  /** Of the correct answers, in milliseconds. */
  readonly latencySumMs: number;
  readonly latencyMaxMs: number;
  /** HDR, microseconds, base64. */
  readonly histogram: string;
  readonly errors: LoadErrors;
  /** Responses per status code. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Of the requests that failed, from when they were due to their end, milliseconds. */
  readonly failedSumMs: number;
  readonly failedMaxMs: number;
  /** Longest of the requests that were in flight at the window's end and have ended since, milliseconds. */
  readonly followedMaxMs: number;
  /** The same of those that were answered correctly. */
  readonly followedCorrectMaxMs: number;
  /** Not ended at the window's end. */
  readonly unfinished: number;
  /** HDR, microseconds, base64: how late the client was where a connection was free. */
  readonly sendDelays: string;
  /** Requests under way, summed over the window: request-milliseconds. */
  readonly underWayMs: number;
  /** Requests that ended in each second of the window, the last one perhaps shorter. */
  readonly perSecond: readonly { readonly completed: number; readonly failed: number }[];
  /** Correct requests by the share of each that lies inside the window. */
  readonly shares: CycleShareFigures;
}

/** A window that nothing falls into. */
const CLOSED: Window = { fromMs: Number.POSITIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };

const MOST_STATUS = 999;

/**
 * Double-entry: what was under way at the window's start and what was sent in it is what ended in it, one way or
 * another, and what is still under way at its end.
 *
 * Instants are on the monotonic clock; what lies outside the window is not counted, but for the shares of requests
 * across its ends.
 */
export class Ledger {
  #window = CLOSED;
  #latencies = new LatencyRecorder();
  #sendDelays = new LatencyRecorder();
  #shares = new CycleShares(CLOSED);
  #completedPerSecond: number[] = [];
  #failedPerSecond: number[] = [];
  #errors = noErrors();
  #statuses = new Uint32Array(MOST_STATUS + 1);
  #underWayAtStart: number | undefined;
  #unfinished: number | undefined;
  #sent = 0;
  #completed = 0;
  #latencySumMs = 0;
  #latencyMaxMs = 0;
  #failedSumMs = 0;
  #failedMaxMs = 0;
  #underWay = 0;
  #underWayMs = 0;
  #underWaySinceMs = CLOSED.fromMs;
  /** Of those that were under way at the window's end, the ones that have ended since. */
  #endedBeyond = 0;
  #followedMaxMs = 0;
  #followedCorrectMaxMs = 0;
  #onFollowed: (() => void) | undefined;
  /** Correct answers so far, those outside windows included: what a live display shows. */
  answered = 0;

  /** Begins to count anew. Before the window begins; until then nothing is counted but what is under way. */
  open(window: Window): void {
    this.#window = window;
    this.#latencies = new LatencyRecorder();
    this.#sendDelays = new LatencyRecorder();
    this.#shares = new CycleShares(window);
    this.#errors = noErrors();
    this.#statuses.fill(0);
    this.#underWayAtStart = undefined;
    this.#unfinished = undefined;
    this.#sent = 0;
    this.#completed = 0;
    this.#latencySumMs = 0;
    this.#latencyMaxMs = 0;
    this.#failedSumMs = 0;
    this.#failedMaxMs = 0;
    this.#underWayMs = 0;
    this.#underWaySinceMs = window.fromMs;
    this.#endedBeyond = 0;
    this.#followedMaxMs = 0;
    this.#followedCorrectMaxMs = 0;
    // Instants are sums of fractions: a window of 10 s must not get an eleventh second of a nanosecond.
    const seconds = Math.ceil((window.toMs - window.fromMs) / 1_000 - 1e-6);
    this.#completedPerSecond = new Array(seconds).fill(0);
    this.#failedPerSecond = new Array(seconds).fill(0);
  }

  /** A request has begun: was sent, or in an open loop was due. */
  sent(atMs: number): void {
    this.#change(1, atMs);
    if (this.#holds(atMs)) this.#sent++;
  }

  /** A request was sent this long after it was due, by no fault of the target's. */
  sendDelayed(delayMs: number, nowMs: number): void {
    if (this.#holds(nowMs)) this.#sendDelays.record(delayMs);
  }

  /** A response has come, whatever it says. */
  responded(status: number, nowMs: number): void {
    if (!this.#holds(nowMs)) return;
    const index = Math.min(status, MOST_STATUS);
    this.#statuses[index] = (this.#statuses[index] ?? 0) + 1;
  }

  /** A correct answer to a request that was due at `dueMs`. */
  completed(dueMs: number, nowMs: number): void {
    this.#change(-1, nowMs);
    this.answered++;
    this.#shares.add(dueMs, nowMs);
    if (!this.#holds(nowMs)) {
      const isAcross = dueMs < this.#window.toMs && nowMs >= this.#window.toMs;
      if (isAcross) this.#followedCorrectMaxMs = Math.max(this.#followedCorrectMaxMs, nowMs - dueMs);
      this.#follow(dueMs, nowMs);
      return;
    }
    const latencyMs = nowMs - dueMs;
    this.#completed++;
    this.#latencySumMs += latencyMs;
    if (latencyMs > this.#latencyMaxMs) this.#latencyMaxMs = latencyMs;
    this.#latencies.record(latencyMs);
    this.#count(this.#completedPerSecond, nowMs);
  }

  /** Any other end of a request that was due at `dueMs`. */
  failed(kind: keyof LoadErrors, dueMs: number, nowMs: number): void {
    this.#change(-1, nowMs);
    if (!this.#holds(nowMs)) {
      this.#follow(dueMs, nowMs);
      return;
    }
    this.#errors[kind]++;
    this.#failedSumMs += nowMs - dueMs;
    this.#failedMaxMs = Math.max(this.#failedMaxMs, nowMs - dueMs);
    this.#count(this.#failedPerSecond, nowMs);
  }

  /** A request that could not have been answered, by no fault of the target's: as if it had not been sent. */
  retracted(sentMs: number): void {
    this.#change(-1, sentMs);
    if (this.#holds(sentMs)) this.#sent--;
    this.#tellFollowed();
  }

  /** Settles when every request that was under way at the window's end has ended, however it did. */
  followed(): Promise<void> {
    return new Promise((resolve) => {
      this.#onFollowed = resolve;
      this.#change(0, this.#window.toMs);
      this.#tellFollowed();
    });
  }

  /** Once the window is over. */
  figures(): LedgerFigures {
    this.#change(0, this.#window.toMs);
    return {
      underWayAtStart: this.#underWayAtStart ?? 0,
      sent: this.#sent,
      completed: this.#completed,
      latencySumMs: this.#latencySumMs,
      latencyMaxMs: this.#latencyMaxMs,
      histogram: this.#latencies.encode(),
      errors: this.#errors,
      statuses: countsOf(this.#statuses),
      failedSumMs: this.#failedSumMs,
      failedMaxMs: this.#failedMaxMs,
      followedMaxMs: this.#followedMaxMs,
      followedCorrectMaxMs: this.#followedCorrectMaxMs,
      sendDelays: this.#sendDelays.encode(),
      unfinished: this.#unfinished ?? 0,
      underWayMs: this.#underWayMs,
      perSecond: this.#completedPerSecond.map((completed, second) => ({
        completed,
        failed: this.#failedPerSecond[second] ?? 0,
      })),
      shares: this.#shares.figures(),
    };
  }

  /** Requests under way now. */
  get underWay(): number {
    return this.#underWay;
  }

  #count(perSecond: number[], nowMs: number): void {
    const second = Math.min(Math.floor((nowMs - this.#window.fromMs) / 1_000), perSecond.length - 1);
    perSecond[second] = (perSecond[second] ?? 0) + 1;
  }

  #follow(dueMs: number, nowMs: number): void {
    const { toMs } = this.#window;
    if (dueMs >= toMs || nowMs < toMs) return;
    this.#endedBeyond++;
    this.#followedMaxMs = Math.max(this.#followedMaxMs, nowMs - dueMs);
    this.#tellFollowed();
  }

  #tellFollowed(): void {
    if (this.#onFollowed === undefined || this.#endedBeyond < (this.#unfinished ?? 0)) return;
    this.#onFollowed();
    this.#onFollowed = undefined;
  }

  /**
   * So many more requests are under way from an instant on. It may lie before one that was told already: a client
   * that is late tells of what was due, and autocannon of an answer after the next request.
   */
  #change(by: number, atMs: number): void {
    const { fromMs, toMs } = this.#window;
    const sinceMs = this.#underWaySinceMs;
    // Amid the window and in order, as nearly all of them are.
    if (atMs >= sinceMs && atMs < toMs && this.#underWayAtStart !== undefined) {
      this.#underWayMs += this.#underWay * (atMs - sinceMs);
      this.#underWaySinceMs = atMs;
      this.#underWay += by;
      return;
    }
    if (atMs >= fromMs) this.#underWayAtStart ??= this.#underWay;
    else if (this.#underWayAtStart !== undefined) this.#underWayAtStart += by;
    if (atMs >= toMs) this.#unfinished ??= this.#underWay;
    else if (this.#unfinished !== undefined) this.#unfinished += by;

    const insideMs = Math.min(Math.max(atMs, fromMs), toMs);
    if (insideMs > sinceMs) {
      this.#underWayMs += this.#underWay * (insideMs - sinceMs);
      this.#underWaySinceMs = insideMs;
    } else if (insideMs < sinceMs) this.#underWayMs += by * (sinceMs - insideMs);
    this.#underWay += by;
  }

  #holds(nowMs: number): boolean {
    return nowMs >= this.#window.fromMs && nowMs < this.#window.toMs;
  }
}

function noErrors(): LoadErrors {
  return { connect: 0, timeout: 0, reset: 0, closed: 0, non2xx: 0, mismatch: 0 };
}

function countsOf(statuses: Uint32Array): Record<string, number> {
  return Object.fromEntries(
    [...statuses.entries()]
      .filter(([, count]) => count > 0)
      .map(([status, count]) => [String(status), count]),
  );
}
