/** The throughput of a closed loop whose requests are cut by the window's ends. */
import type { Window } from '../host/clock.ts';
import { sum } from '../stats/summary.ts';

/** Number of equal parts of the window for which shares are summed. */
const PARTS = 200;

/** The counts of one load process. They can be added over processes. */
export interface CycleShareFigures {
  /**
   * Correct requests in each part of the window. A request counts in each part by the share of its time that lies
   * there.
   */
  readonly parts: readonly number[];
  /** Time inside the window, summed over the correct requests, in milliseconds. */
  readonly insideMs: number;
  /** As `insideMs`, but each request is weighted by its total length: milliseconds squared. */
  readonly insideByLengthMs2: number;
}

/**
 * Counts each correct request by the share of its time in flight that lies inside the window.
 *
 * A count of the requests that end inside is off by up to one request per connection: a quarter of all requests if
 * the window holds four rounds. Shares have no such error, whatever the lengths. A window placed at random meets a
 * request of length L with a probability that grows with L, and counts it by 1 / L for each millisecond.
 */
export class CycleShares {
  readonly #window: Window;
  readonly #partMs: number;
  readonly #parts = new Float64Array(PARTS);
  #insideMs = 0;
  #insideByLengthMs2 = 0;

  constructor(window: Window) {
    this.#window = window;
    this.#partMs = (window.toMs - window.fromMs) / PARTS;
  }

  /** Adds a correct request that was in flight between two instants, which may lie outside the window. */
  add(sentMs: number, endedMs: number): void {
    const { fromMs, toMs } = this.#window;
    if (!(endedMs > fromMs && sentMs < toMs)) return;
    const lengthMs = Math.max(endedMs - sentMs, 1e-6);
    const beginMs = sentMs > fromMs ? sentMs - fromMs : 0;
    const endMs = Math.min(endedMs, toMs) - fromMs;
    const insideMs = endMs - beginMs;
    this.#insideMs += insideMs;
    this.#insideByLengthMs2 += insideMs * lengthMs;
    const partMs = this.#partMs;
    const first = Math.min(PARTS - 1, Math.floor(beginMs / partMs));
    const last = Math.min(PARTS - 1, Math.floor(endMs / partMs));
    if (first === last) {
      this.#add(first, insideMs / lengthMs);
      return;
    }
    this.#add(first, ((first + 1) * partMs - beginMs) / lengthMs);
    for (let part = first + 1; part < last; part++) this.#add(part, partMs / lengthMs);
    this.#add(last, (endMs - last * partMs) / lengthMs);
  }

  figures(): CycleShareFigures {
    return {
      parts: [...this.#parts],
      insideMs: this.#insideMs,
      insideByLengthMs2: this.#insideByLengthMs2,
    };
  }

  #add(part: number, share: number): void {
    this.#parts[part] = (this.#parts[part] ?? 0) + share;
  }
}

export interface CycleThroughput {
  /** Correct requests, counted in whole and in part. */
  readonly requests: number;
  /** Share of the requests that remains uncertain because of the cuts at the window's ends. */
  readonly resolution: number;
}

/**
 * cycleThroughput returns the number of requests in a window, over all load processes, and how far it may be off.
 *
 * Requests of one length that follow each other without a pause leave no uncertainty: the rate is the same at every
 * instant, and it does not matter where the window begins. It does matter if connections alternate in step between
 * short and long requests: the rate swings, and the window may hold one swing more or less. The range of the
 * cumulative deviation from the mean rate is the most that part of a swing can add. It never exceeds the requests of
 * one mean cycle, which is the most that two ends can cut.
 *
 * @param windowMs length of the window, in milliseconds
 */
export function cycleThroughput(figures: readonly CycleShareFigures[], windowMs: number): CycleThroughput {
  const parts = Array.from({ length: PARTS }, (_, part) => sum(figures.map((one) => one.parts[part] ?? 0)));
  const requests = sum(parts);
  if (requests === 0) return { requests, resolution: 0 };
  const cycleMs = sum(figures.map((one) => one.insideByLengthMs2)) / sum(figures.map((one) => one.insideMs));
  const mean = requests / PARTS;
  let [deviation, low, high] = [0, 0, 0];
  for (const part of parts) {
    deviation += part - mean;
    low = Math.min(low, deviation);
    high = Math.max(high, deviation);
  }
  return { requests, resolution: Math.min((high - low) / requests, cycleMs / windowMs) };
}
