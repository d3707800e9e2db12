/** Runs wrk, the reference client, and parses its output. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { mergeHistograms } from '../../load/histogram.ts';
import type { LoadFigures } from '../../records/run.ts';

export interface WrkFigures {
  /** Requests per second. */
  readonly throughput: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
}

export interface WrkJob {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** One connection per request. */
  readonly newConnections?: boolean;
  /** CPU to run on; any by default. */
  readonly cpu?: number;
}

export async function runWrk({
  url,
  connections,
  seconds,
  newConnections,
  cpu,
}: WrkJob): Promise<WrkFigures> {
  const header = newConnections ? ['-H', 'Connection: close'] : [];
  const args = ['wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--latency', ...header, url];
  const [command = '', ...rest] = cpu === undefined ? args : ['taskset', '-c', String(cpu), ...args];
  return parseWrk((await promisify(execFile)(command, rest)).stdout);
}

/** @throws if the text lacks one of the figures */
export function parseWrk(text: string): WrkFigures {
  return {
    throughput: Number(found(text, /Requests\/sec:\s+([\d.]+)/)[1]),
    p50Ms: milliseconds(found(text, /^\s+50%\s+([\d.]+)(us|ms|s)/m)),
    p90Ms: milliseconds(found(text, /^\s+90%\s+([\d.]+)(us|ms|s)/m)),
    p99Ms: milliseconds(found(text, /^\s+99%\s+([\d.]+)(us|ms|s)/m)),
  };
}

function found(text: string, pattern: RegExp): RegExpMatchArray {
  const match = text.match(pattern);
  if (!match) throw new Error(`wrk did not print ${pattern}:\n${text}`);
  return match;
}

function milliseconds([, value, unit]: RegExpMatchArray): number {
  const factors: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1_000 };
  return Number(value) * (factors[unit ?? ''] ?? Number.NaN);
}

/**
 * asWrkCounts returns percentiles of latencies as wrk counts them. After each latency of more than twice a
 * connection's mean cycle, wrk adds those of the requests that would have been sent meanwhile at that pace
 * (`stats_correct` of its stats.c, and what wrk.c passes to it). So one stall of a second among requests of a
 * millisecond counts as a thousand latencies.
 */
export function asWrkCounts({
  latency,
  connections,
  completed,
  windowSeconds,
}: Pick<LoadFigures, 'latency' | 'connections' | 'completed' | 'windowSeconds'>): Omit<
  WrkFigures,
  'throughput'
> {
  const cycleMicroseconds = Math.floor((windowSeconds * 1e6) / (completed / connections));
  const corrected = mergeHistograms([latency.histogram]).copyCorrectedForCoordinatedOmission(
    cycleMicroseconds,
  );
  const percentile = (percent: number) => corrected.getValueAtPercentile(percent) / 1_000;
  return { p50Ms: percentile(50), p90Ms: percentile(90), p99Ms: percentile(99) };
}
