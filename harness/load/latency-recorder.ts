import { encodeHistogram, type Histogram, newHistogram } from './histogram.ts';

/** Up to here a counter for each microsecond: one addition, where finding a value's place in the histogram takes a dozen. */
const FINE_MICROSECONDS = 2 ** 18;

/** Takes latencies down in the load process, where every tenth of a microsecond is one that the client lacks. */
export class LatencyRecorder {
  readonly #fine = new Uint32Array(FINE_MICROSECONDS);
  readonly #rest: Histogram = newHistogram();

  record(latencyMs: number): void {
    const microseconds = Math.round(latencyMs * 1_000);
    if (microseconds < FINE_MICROSECONDS) this.#fine[microseconds] = (this.#fine[microseconds] ?? 0) + 1;
    else this.#rest.recordValue(microseconds);
  }

  /** All that was recorded, HDR, microseconds, base64. */
  encode(): string {
    const histogram = newHistogram();
    histogram.add(this.#rest);
    this.#fine.forEach((count, microseconds) => {
      if (count > 0) histogram.recordValueWithCount(microseconds, count);
    });
    return encodeHistogram(histogram);
  }
}
