/** Latency histograms: HDR, microseconds, three significant digits, up to what a request may take at all. */
import {
  build,
  decodeFromCompressedBase64,
  encodeIntoCompressedBase64,
  type Histogram,
} from 'hdr-histogram-js';
import type { Latency } from '../records/run.ts';
import { perPercentile } from '../stats/percentiles.ts';

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

/** All values of histograms that `encodeHistogram` wrote. */
export function mergeHistograms(encoded: readonly string[]): Histogram {
  const merged = newHistogram();
  for (const text of encoded) merged.add(decodeFromCompressedBase64(text));
  return merged;
}

/**
 * A latency summary in milliseconds.
 *
 * @param exact sum and maximum, in milliseconds, which a histogram holds to three digits alone
 */
export function summarizeLatency(
  histogram: Histogram,
  exact: { readonly sumMs: number; readonly maxMs: number },
): Latency {
  return {
    mean: histogram.totalCount === 0 ? 0 : exact.sumMs / histogram.totalCount,
    ...perPercentile(({ percent }) => histogram.getValueAtPercentile(percent) / 1_000),
    max: exact.maxMs,
    histogram: encodeHistogram(histogram),
  };
}
