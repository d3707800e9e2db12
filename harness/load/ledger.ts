/** What a driver saw of the window: requests begun, answered and failed, and how long the answers took. */
import type { Window } from '../observe/clock.ts';
import type { LoadErrors } from '../record.ts';
import { encodeHistogram, newHistogram } from './histogram.ts';

/** What one load process hands to the harness. */
export interface LedgerFigures {
  readonly sent: number;
  readonly completed: number;
  /** Of the correct answers, in milliseconds. */
  readonly latencySumMs: number;
  readonly latencyMaxMs: number;
  /** HDR, microseconds, base64. */
  readonly histogram: string;
  readonly errors: LoadErrors;
  /** Requests under way, summed over the window: request-milliseconds. */
  readonly underWayMs: number;
  /** Correct answers in each second of the window, the last one perhaps shorter. */
  readonly perSecond: readonly number[];
}

/** A window that nothing falls into. */
const CLOSED: Window = { fromMs: Number.POSITIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };

/** Instants are on the monotonic clock, and never go back; what lies outside the window is not counted. */
export class Ledger {
  #window = CLOSED;
  readonly #histogram = newHistogram();
  #perSecond: number[] = [];
  readonly #errors: LoadErrors = { connect: 0, timeout: 0, reset: 0, closed: 0, non2xx: 0, mismatch: 0 };
  #sent = 0;
  #completed = 0;
  #latencySumMs = 0;
  #latencyMaxMs = 0;
  #underWay = 0;
  #underWayMs = 0;
  #underWaySinceMs = CLOSED.fromMs;
  /** Correct answers so far, the warm-up's included: what a live display shows. */
  answered = 0;

  /** Before the window begins; until then nothing is counted but what is under way. */
  open(window: Window): void {
    this.#window = window;
    this.#underWaySinceMs = window.fromMs;
    // Instants are sums of fractions: a window of 10 s must not get an eleventh second of a nanosecond.
    const seconds = Math.ceil((window.toMs - window.fromMs) / 1_000 - 1e-6);
    this.#perSecond = new Array(seconds).fill(0);
  }

  sent(nowMs: number): void {
    this.#change(1, nowMs);
    if (this.#holds(nowMs)) this.#sent++;
  }

  /** A correct 2xx answer to a request that was sent at `sentMs`. */
  completed(sentMs: number, nowMs: number): void {
    this.#change(-1, nowMs);
    this.answered++;
    if (!this.#holds(nowMs)) return;
    const latencyMs = nowMs - sentMs;
    this.#completed++;
    this.#latencySumMs += latencyMs;
    if (latencyMs > this.#latencyMaxMs) this.#latencyMaxMs = latencyMs;
    this.#histogram.recordValue(Math.round(latencyMs * 1_000));
    const second = Math.min(Math.floor((nowMs - this.#window.fromMs) / 1_000), this.#perSecond.length - 1);
    this.#perSecond[second] = (this.#perSecond[second] ?? 0) + 1;
  }

  failed(kind: keyof LoadErrors, nowMs: number): void {
    this.#change(-1, nowMs);
    if (this.#holds(nowMs)) this.#errors[kind]++;
  }

  /** A request that could not have been answered, by no fault of the target's: as if it had not been sent. */
  retracted(sentMs: number, nowMs: number): void {
    this.#change(-1, nowMs);
    if (this.#holds(sentMs)) this.#sent--;
  }

  /** Once the window is over. */
  figures(): LedgerFigures {
    this.#change(0, this.#window.toMs);
    return {
      sent: this.#sent,
      completed: this.#completed,
      latencySumMs: this.#latencySumMs,
      latencyMaxMs: this.#latencyMaxMs,
      histogram: encodeHistogram(this.#histogram),
      errors: this.#errors,
      underWayMs: this.#underWayMs,
      perSecond: this.#perSecond,
    };
  }

  #change(by: number, nowMs: number): void {
    if (nowMs > this.#window.fromMs) {
      const untilMs = Math.min(nowMs, this.#window.toMs);
      this.#underWayMs += this.#underWay * (untilMs - this.#underWaySinceMs);
      this.#underWaySinceMs = untilMs;
    }
    this.#underWay += by;
  }

  #holds(nowMs: number): boolean {
    return nowMs >= this.#window.fromMs && nowMs < this.#window.toMs;
  }
}
