/** Ledger counts the requests that a client reports. Each request that begins must end, one way or another. */
import type { Window } from '../host/clock.ts';
import type { LoadErrors } from '../records/run.ts';
import { LabelBooks } from './label-books.ts';
import type { FailedRequest, SoFar } from './so-far.ts';
import type { SocketBooks } from './sockets/socket-books.ts';
import type { Labels } from './users/labels.ts';
import { countedFigures, emptyCounts, type LedgerFigures, lengthen } from './window-counts.ts';

/** More messages than this are messages with data in them. */
const MOST_CHECKS = 20;
const OTHER_CHECKS = '(other messages)';

/** A window that no instant falls into. */
const CLOSED: Window = { fromMs: Number.POSITIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };

/**
 * Ledger keeps double-entry books: requests in flight at the window's start plus requests sent in it equal the
 * requests that ended in it plus those still in flight at its end.
 *
 * Instants are on the monotonic clock. Only what lies inside the window counts, except for the shares of requests
 * that cross its ends.
 */
export class Ledger {
  #window = CLOSED;
  #counts = emptyCounts(CLOSED);
  #labels: Labels | null = null;
  #books: LabelBooks | null = null;
  #sockets: SocketBooks | null = null;
  #inFlightAtStart: number | undefined;
  #unfinished: number | undefined;
  #inFlight = 0;
  #inFlightMs = 0;
  #inFlightSinceMs = CLOSED.fromMs;
  /** Requests that were in flight at the window's end and have ended since. */
  #endedAfter = 0;
  #onFollowed: (() => void) | undefined;
  /** Correct responses so far, also outside of windows, as all that `soFar` returns. */
  answered = 0;
  #failedSoFar = 0;
  /** Requests sent outside of the last window; those of earlier windows were sent before it. */
  readonly #sentOutside = { before: 0, after: 0 };
  readonly #iterationsSoFar = { completed: 0, failed: 0 };
  #failure: FailedRequest | null = null;

  /** Counts requests by label too, from the next window on. */
  countLabels(labels: Labels): void {
    this.#labels = labels;
  }

  /** Reports these books of WebSockets with its own. */
  countSockets(sockets: SocketBooks): void {
    this.#sockets = sockets;
  }

  /**
   * Starts counting for a window. Call it before the window begins; until then only the requests in flight are
   * counted.
   */
  open(window: Window): void {
    this.#sentOutside.before += this.#counts.sent + this.#sentOutside.after;
    this.#sentOutside.after = 0;
    this.#window = window;
    this.#counts = emptyCounts(window);
    this.#books = this.#labels && new LabelBooks(this.#labels);
    this.#sockets?.open(window);
    this.#inFlightAtStart = undefined;
    this.#unfinished = undefined;
    this.#inFlightMs = 0;
    this.#inFlightSinceMs = window.fromMs;
    this.#endedAfter = 0;
    this.#failure = null;
  }

  get soFar(): SoFar {
    const { answered } = this;
    return {
      answered,
      sentOutside: { ...this.#sentOutside },
      failed: this.#failedSoFar,
      iterations: { ...this.#iterationsSoFar },
      failure: this.#failure,
    };
  }

  /** Moves the window's end to a later instant, before it is reached. */
  extend(toMs: number): void {
    this.#window = { fromMs: this.#window.fromMs, toMs };
    lengthen(this.#counts, this.#window);
    this.#sockets?.extend(this.#window);
  }

  /** A request has begun: it was sent, or in an open loop was due. */
  sent(atMs: number, label = -1): void {
    this.#change(1, atMs);
    this.#countSent(1, atMs);
    if (label >= 0) this.labelled(atMs, label);
  }

  /** The label of a request that has begun is known. */
  labelled(atMs: number, label: number): void {
    if (label >= 0 && this.#books && this.#holds(atMs)) this.#books.at(label).sent++;
  }

  /** A request was sent this long after it was due, through no fault of the target. */
  sendDelayed(delayMs: number, nowMs: number): void {
    if (this.#holds(nowMs)) this.#counts.sendDelays.record(delayMs);
  }

  /** A response has arrived, whatever its status. */
  responded(status: number, nowMs: number, label = -1): void {
    if (!this.#holds(nowMs)) return;
    if (label >= 0) this.#books?.at(label).responded(status);
    this.#counts.statuses.add(status);
  }

  /** A correct response to a request that was due at `dueMs`. */
  completed(dueMs: number, nowMs: number, label = -1): void {
    this.#change(-1, nowMs);
    this.answered++;
    const counts = this.#counts;
    const latencyMs = nowMs - dueMs;
    counts.shares.add(dueMs, nowMs);
    if (!this.#holds(nowMs)) {
      if (this.#crossesEnd(dueMs, nowMs) && latencyMs > counts.followedCorrectMaxMs)
        counts.followedCorrectMaxMs = latencyMs;
      this.#follow(dueMs, nowMs);
      return;
    }
    counts.completed++;
    counts.latencySumMs += latencyMs;
    if (latencyMs > counts.latencyMaxMs) counts.latencyMaxMs = latencyMs;
    const index = this.#indexAt(nowMs);
    const second = counts.perSecond[index];
    if (second) second.completed++;
    // The latency of a request is recorded once: the figures of all requests add up those of the labels.
    const book = label < 0 ? undefined : this.#bookOf(label, dueMs);
    if (book) book.completed(latencyMs, index);
    else {
      counts.latencies.record(latencyMs);
      second?.latencies.record(latencyMs);
    }
  }

  /** Any other end of a request that was due at `dueMs`. */
  failed(kind: keyof LoadErrors, dueMs: number, nowMs: number, label = -1): void {
    this.#change(-1, nowMs);
    this.#failedSoFar++;
    if (!this.#holds(nowMs)) {
      this.#follow(dueMs, nowMs);
      return;
    }
    const counts = this.#counts;
    counts.errors[kind]++;
    counts.failedSumMs += nowMs - dueMs;
    counts.failedMaxMs = Math.max(counts.failedMaxMs, nowMs - dueMs);
    if (label >= 0) this.#bookOf(label, dueMs)?.failed(kind, this.#indexAt(nowMs));
    const second = counts.perSecond[this.#indexAt(nowMs)];
    if (second) second.failed++;
  }

  /** Keeps one failed request as an example. @param describe called only if it may be the better one */
  exemplify(describe: () => FailedRequest): void {
    // A check that fails is often the consequence of a response that was wrong before.
    if (this.#failure !== null && this.#failure.kind !== 'check') return;
    const failure = describe();
    if (this.#failure === null || failure.kind !== 'check') this.#failure = failure;
  }

  /** A script refused a response, or failed before it sent anything. */
  checkFailed(message: string, nowMs: number): void {
    if (!this.#holds(nowMs)) return;
    const { checks } = this.#counts;
    const key = checks.has(message) || checks.size < MOST_CHECKS ? message : OTHER_CHECKS;
    checks.set(key, (checks.get(key) ?? 0) + 1);
  }

  /** An iteration of a virtual user has ended. @param beganMs when it began, or was due */
  iterationEnded(beganMs: number, nowMs: number, isCorrect: boolean): void {
    this.#iterationsSoFar[isCorrect ? 'completed' : 'failed']++;
    if (this.#holds(nowMs)) this.#counts.iterations.ended(nowMs - beganMs, isCorrect);
  }

  /** A request that could not get a response, through no fault of the target, counts as not sent. */
  retracted(sentMs: number): void {
    this.#change(-1, sentMs);
    this.#countSent(-1, sentMs);
    this.#notifyFollowed();
  }

  /** Settles when every request that was in flight at the window's end has ended, in whatever way. */
  followed(): Promise<void> {
    return new Promise((resolve) => {
      this.#onFollowed = resolve;
      this.#change(0, this.#window.toMs);
      this.#notifyFollowed();
    });
  }

  /** Returns the figures. Call it once the window is over. */
  figures(): LedgerFigures {
    this.#change(0, this.#window.toMs);
    return {
      ...countedFigures(this.#counts, this.#books),
      phases: [],
      sockets: this.#sockets?.figures() ?? null,
      inFlightAtStart: this.#inFlightAtStart ?? 0,
      unfinished: this.#unfinished ?? 0,
      inFlightMs: this.#inFlightMs,
    };
  }

  /** Requests in flight now. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** The counts of a request that ends in the window; one that began before it is known only now. */
  #bookOf(label: number, dueMs: number) {
    const counts = this.#books?.at(label);
    if (counts !== undefined && dueMs < this.#window.fromMs) counts.inFlightAtStart++;
    return counts;
  }

  #countSent(by: number, atMs: number): void {
    if (this.#holds(atMs)) this.#counts.sent += by;
    else this.#sentOutside[atMs < this.#window.fromMs ? 'before' : 'after'] += by;
  }

  /** Index of the window's second. */
  #indexAt(nowMs: number): number {
    const last = this.#counts.perSecond.length - 1;
    return Math.min(Math.floor((nowMs - this.#window.fromMs) / 1_000), last);
  }

  /** Whether a request that ends now was in flight at the window's end. */
  #crossesEnd(dueMs: number, nowMs: number): boolean {
    return dueMs < this.#window.toMs && nowMs >= this.#window.toMs;
  }

  #follow(dueMs: number, nowMs: number): void {
    if (!this.#crossesEnd(dueMs, nowMs)) return;
    this.#endedAfter++;
    this.#counts.followedMaxMs = Math.max(this.#counts.followedMaxMs, nowMs - dueMs);
    this.#notifyFollowed();
  }

  #notifyFollowed(): void {
    if (this.#onFollowed === undefined || this.#endedAfter < (this.#unfinished ?? 0)) return;
    this.#onFollowed();
    this.#onFollowed = undefined;
  }

  /**
   * Changes the number of requests in flight at an instant. The instant may lie before one that was already reported:
   * a client that runs late reports what was due, and autocannon reports a response after the next request.
   */
  #change(by: number, atMs: number): void {
    const { fromMs, toMs } = this.#window;
    const sinceMs = this.#inFlightSinceMs;
    // The usual case: inside the window and in order.
    if (atMs >= sinceMs && atMs < toMs && this.#inFlightAtStart !== undefined) {
      this.#inFlightMs += this.#inFlight * (atMs - sinceMs);
      this.#inFlightSinceMs = atMs;
      this.#inFlight += by;
      return;
    }
    if (atMs >= fromMs) this.#inFlightAtStart ??= this.#inFlight;
    else if (this.#inFlightAtStart !== undefined) this.#inFlightAtStart += by;
    if (atMs >= toMs) this.#unfinished ??= this.#inFlight;
    else if (this.#unfinished !== undefined) this.#unfinished += by;

    const insideMs = Math.min(Math.max(atMs, fromMs), toMs);
    if (insideMs > sinceMs) {
      this.#inFlightMs += this.#inFlight * (insideMs - sinceMs);
      this.#inFlightSinceMs = insideMs;
    } else if (insideMs < sinceMs) this.#inFlightMs += by * (sinceMs - insideMs);
    this.#inFlight += by;
  }

  #holds(nowMs: number): boolean {
    return nowMs >= this.#window.fromMs && nowMs < this.#window.toMs;
  }
}
