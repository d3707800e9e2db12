/** Latency histograms: HDR, in microseconds, three significant digits, up to one hour. */
import {
  build,
  decodeFromCompressedBase64,
  encodeIntoCompressedBase64,
  type Histogram,
} from 'hdr-histogram-js';
import type { Latency, LoadFigures } from '../records/run.ts';
import { latencyAt, perPercentile } from '../stats/percentiles.ts';
import { sum } from '../stats/summary.ts';

export type { Histogram } from 'hdr-histogram-js';

const LONGEST_MICROSECONDS = 3_600_000_000;

export function newHistogram(): Histogram {
  return build({
    bitBucketSize: 64,
    autoResize: true,
    lowestDiscernibleValue: 1,
    highestTrackableValue: LONGEST_MICROSECONDS,
    numberOfSignificantValueDigits: 3,
  });
}

export function encodeHistogram(histogram: Histogram): string {
  return encodeIntoCompressedBase64(histogram);
}

/** mergeHistograms adds up histograms that `encodeHistogram` wrote. */
export function mergeHistograms(encoded: readonly string[]): Histogram {
  const merged = newHistogram();
  for (const text of encoded) merged.add(decodeFromCompressedBase64(text));
  return merged;
}

/**
 * summarizeLatency returns a latency summary in milliseconds.
 *
 * @param exact sum and maximum in milliseconds, which a histogram holds only to three digits
 */
export function summarizeLatency(
  histogram: Histogram,
  exact: { readonly sumMs: number; readonly maxMs: number },
): Latency {
  return {
    mean: histogram.totalCount === 0 ? 0 : exact.sumMs / histogram.totalCount,
    // A bucket's upper end may lie above the exact maximum.
    ...perPercentile(({ percent }) => Math.min(exact.maxMs, histogram.getValueAtPercentile(percent) / 1_000)),
    max: exact.maxMs,
    histogram: encodeHistogram(histogram),
  };
}

/**
 * Latencies below this have a counter for each microsecond by default: one addition, where finding a value's bucket in the
 * histogram takes a dozen.
 */
const FINE_MICROSECONDS = 2 ** 18;

/**
 * LatencyRecorder counts latencies in the load process, where every tenth of a microsecond reduces what the client
 * can send.
 */
export class LatencyRecorder {
  readonly #fine: Uint32Array;
  readonly #rest: Histogram = newHistogram();

  constructor(fineMicroseconds = FINE_MICROSECONDS) {
    this.#fine = new Uint32Array(fineMicroseconds);
  }

  record(latencyMs: number): void {
    const microseconds = Math.round(latencyMs * 1_000);
    if (microseconds < this.#fine.length) this.#fine[microseconds] = (this.#fine[microseconds] ?? 0) + 1;
    else this.#rest.recordValue(microseconds);
  }

  /** Returns everything that was recorded here and by others: HDR, microseconds, base64. */
  encode(others: readonly LatencyRecorder[] = []): string {
    const histogram = newHistogram();
    for (const recorder of [this, ...others]) recorder.#addTo(histogram);
    return encodeHistogram(histogram);
  }

  #addTo(histogram: Histogram): void {
    histogram.add(this.#rest);
    this.#fine.forEach((count, microseconds) => {
      if (count > 0) histogram.recordValueWithCount(microseconds, count);
    });
  }
}

/**
 * latencyWithFailures returns a percentile of the latency of all requests that ended, in milliseconds. A failed
 * request counts as slower than any other: of 1,000 requests with 5 failures, the p99 is the 99.5th percentile of the
 * correct responses. Null if the percentile falls on a failed request, or if there was no correct response.
 *
 * @param percentile one that a record holds
 */
export function latencyWithFailures(
  load: Pick<LoadFigures, 'completed' | 'errors' | 'latency'>,
  percentile: number,
): number | null {
  const { completed, errors, latency } = load;
  const failed = sum(Object.values(errors));
  if (completed === 0) return null;
  if (failed === 0) return latencyAt(load, percentile);
  const rank = (percentile * (completed + failed)) / completed;
  return rank > 100 ? null : mergeHistograms([latency.histogram]).getValueAtPercentile(rank) / 1_000;
}
