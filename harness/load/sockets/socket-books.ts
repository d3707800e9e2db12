/** Counts of one load process's WebSockets: handshakes, drops, and how long connections were missing. */
import type { Window } from '../../host/clock.ts';
import { LatencyRecorder } from '../histogram.ts';

/** Counters of single microseconds: handshakes are few, and slow ones are the rule when all clients come at once. */
const FINE_MICROSECONDS = 2 ** 15;
/** Messages that are due later in the window have too little time left to be heard in it. */
const TIME_TO_HEAR_MS = 500;
/** Further outages add nothing that a reader could use. */
const MOST_OUTAGES = 1_000;

/** Outage is a time in which some connections were missing, on the monotonic clock. */
export interface Outage {
  readonly fromMs: number;
  /** Null: some were still missing at the end. */
  toMs: number | null;
  /** Connections that dropped in it; one that drops twice counts twice. */
  dropped: number;
}

/** SocketFigures is what one load process reports of its WebSockets. */
export interface SocketFigures {
  readonly connections: number;
  /** Connections that must hear a message. */
  readonly hearers: number;
  readonly openAtEnd: number;
  /** From the first handshake until every connection had been open once, in milliseconds; null if some never was. */
  readonly openingMs: number | null;
  /** Since the load began; the rest counts only what lies in the window. */
  readonly handshakeHistogram: string;
  readonly handshakeMaxMs: number;
  readonly handshakes: number;
  /** Failed handshakes, by status code or class. */
  readonly refused: Readonly<Record<string, number>>;
  readonly dropped: number;
  /** Messages to hear that were due in the window, except in its last moments, and those of them that were heard. */
  readonly due: number;
  readonly heard: number;
  /** Messages received that belong to none that was sent. */
  readonly unasked: number;
  readonly perSecond: readonly { readonly handshakes: number; readonly dropped: number }[];
  /** Those that overlap the window. */
  readonly outages: readonly Outage[];
}

export class SocketBooks {
  readonly #connections: number;
  readonly #hearers: number;
  readonly #times = new LatencyRecorder(FINE_MICROSECONDS);
  #maxMs = 0;
  #beganMs: number | null = null;
  #openingMs: number | null = null;
  #open = 0;
  #outages: Outage[] = [];
  #window: Window = { fromMs: Number.POSITIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
  #counts = emptyCounts();

  constructor(connections: number, hearers: number) {
    this.#connections = connections;
    this.#hearers = hearers;
  }

  /** Starts counting for a window. */
  open(window: Window): void {
    this.#window = window;
    this.#counts = emptyCounts();
    this.#outages = this.#outages.filter(({ toMs }) => toMs === null);
  }

  /** The window's end has moved. */
  extend(window: Window): void {
    this.#window = window;
  }

  began(nowMs: number): void {
    this.#beganMs ??= nowMs;
  }

  opened(tookMs: number, nowMs: number): void {
    this.#times.record(tookMs);
    this.#maxMs = Math.max(this.#maxMs, tookMs);
    this.#open++;
    const second = this.#secondAt(nowMs);
    if (second) {
      this.#counts.handshakes++;
      second.handshakes++;
    }
    if (this.#open < this.#connections) return;
    this.#openingMs ??= nowMs - (this.#beganMs ?? nowMs);
    const last = this.#outages.at(-1);
    if (last && last.toMs === null) last.toMs = nowMs;
  }

  /** A handshake failed. @param reason a status code, or a class */
  refused(reason: string, nowMs: number): void {
    if (!this.#secondAt(nowMs)) return;
    const { refused } = this.#counts;
    refused.set(reason, (refused.get(reason) ?? 0) + 1);
  }

  dropped(nowMs: number): void {
    this.#open--;
    const second = this.#secondAt(nowMs);
    if (second) {
      this.#counts.dropped++;
      second.dropped++;
    }
    // Before every connection was open once, none is missing.
    if (this.#openingMs === null) return;
    const last = this.#outages.at(-1);
    if (last && last.toMs === null) last.dropped++;
    else if (this.#outages.length < MOST_OUTAGES)
      this.#outages.push({ fromMs: nowMs, toMs: null, dropped: 1 });
  }

  /** Messages are due to this many connections. */
  due(dueMs: number, hearers: number): void {
    if (this.#mayHear(dueMs)) this.#counts.due += hearers;
  }

  heard(dueMs: number): void {
    if (this.#mayHear(dueMs)) this.#counts.heard++;
  }

  unasked(nowMs: number): void {
    if (this.#secondAt(nowMs)) this.#counts.unasked++;
  }

  figures(): SocketFigures {
    const { fromMs, toMs } = this.#window;
    const { refused, perSecond, ...counts } = this.#counts;
    return {
      ...counts,
      connections: this.#connections,
      hearers: this.#hearers,
      openAtEnd: this.#open,
      openingMs: this.#openingMs,
      handshakeHistogram: this.#times.encode(),
      handshakeMaxMs: this.#maxMs,
      refused: Object.fromEntries(refused),
      perSecond: Array.from(
        { length: Math.ceil((toMs - fromMs) / 1_000 - 1e-6) },
        (_, index) => perSecond[index] ?? emptySecond(),
      ),
      outages: this.#outages.filter((outage) => outage.fromMs < toMs && (outage.toMs ?? toMs) > fromMs),
    };
  }

  #mayHear(dueMs: number): boolean {
    const { fromMs, toMs } = this.#window;
    return dueMs >= fromMs && dueMs < toMs - TIME_TO_HEAR_MS;
  }

  /** The counts of the window's second; undefined outside of it. */
  #secondAt(nowMs: number): ReturnType<typeof emptySecond> | undefined {
    const { fromMs, toMs } = this.#window;
    if (!(nowMs >= fromMs && nowMs < toMs)) return undefined;
    const { perSecond } = this.#counts;
    const index = Math.floor((nowMs - fromMs) / 1_000);
    perSecond[index] ??= emptySecond();
    return perSecond[index];
  }
}

function emptyCounts() {
  return {
    handshakes: 0,
    dropped: 0,
    due: 0,
    heard: 0,
    unasked: 0,
    refused: new Map<string, number>(),
    perSecond: [] as ReturnType<typeof emptySecond>[],
  };
}

function emptySecond() {
  return { handshakes: 0, dropped: 0 };
}
