import { TargetError } from '../../targets/topology.ts';
import type { Window } from '../host/clock.ts';
import { errorKinds, type LoadFigures } from '../records/run.ts';
import { mean as meanOf, sum as sumOf } from '../stats/summary.ts';
import { cycleThroughput } from './cycle-shares.ts';
import { mergeHistograms, summarizeLatency } from './histogram.ts';
import type { LoadJob } from './load-client.ts';
import { sumErrors } from './load-errors.ts';
import type { LoadProcessFigures } from './load-messages.ts';
import { mergeIterations } from './merge-iterations.ts';
import { mergeLabels } from './merge-labels.ts';
import { mergePhases } from './merge-phases.ts';
import { percentileOfBuckets } from './second-latencies.ts';
import { describeFailure, type FailedRequest } from './so-far.ts';
import { mergeSockets } from './sockets/merge-sockets.ts';
import { sumByKey } from './sum-by-key.ts';

/**
 * Counting says how a closed loop counts correct requests: `shares` counts each by the share of its time inside the
 * window, `ended` counts each that ends in it. With `ended`, a request that a window event delayed counts only for
 * its effect inside the window. The same holds for a load that changes by stages.
 */
export type Counting = 'shares' | 'ended';

interface Job extends Pick<LoadJob, 'client' | 'mode' | 'connections' | 'stages'> {
  /** In requests per second, or messages; null in a closed loop. */
  readonly offeredRate: number | null;
  readonly counting?: Counting;
}

/**
 * mergeFigures combines the figures of all load processes into those of the trial.
 *
 * @throws {LateWindow} when a process learned of the window after it had begun, and so counted only a part of it
 */
export function mergeFigures(
  parts: readonly LoadProcessFigures[],
  { client, mode, connections, stages, offeredRate, counting = 'shares' }: Job,
  window: Window,
): LoadFigures {
  const sum = (pick: (part: LoadProcessFigures) => number) => sumOf(parts.map(pick));
  const windowSeconds = lengthOf(window);
  const completed = sum((part) => part.completed);
  const cycles = cycleThroughput(
    parts.map((part) => part.shares),
    windowSeconds * 1_000,
  );
  // Shares assume an undisturbed target.
  const hasShares = offeredRate === null && counting === 'shares';
  refuseLate(Math.max(...parts.map((part) => Math.max(part.lateMs, window.toMs - part.toMs))));
  return {
    client,
    clientReason: null,
    mode,
    connections,
    processes: parts.length,
    windowSeconds,
    inFlightAtStart: sum((part) => part.inFlightAtStart),
    sent: sum((part) => part.sent),
    completed,
    throughput: (hasShares ? cycles.requests : completed) / windowSeconds,
    completedPerSecond: completed / windowSeconds,
    resolution: hasShares ? cycles.resolution : cutAtEnds(offeredRate, connections, completed),
    statuses: sumByKey(parts.map((part) => part.statuses)),
    latency: summarizeLatency(mergeHistograms(parts.map((part) => part.histogram)), {
      sumMs: sum((part) => part.latencySumMs),
      maxMs: Math.max(...parts.map((part) => part.latencyMaxMs)),
    }),
    errors: sumErrors(parts.map((part) => part.errors)),
    failedTime: {
      sumMs: sum((part) => part.failedSumMs),
      maxMs: Math.max(...parts.map((part) => part.failedMaxMs)),
    },
    unfinished: sum((part) => part.unfinished),
    followedCorrectMaxMs: Math.max(...parts.map((part) => part.followedCorrectMaxMs)),
    followedMaxMs: Math.max(...parts.map((part) => part.followedMaxMs)),
    offeredRate: offeredRate && offeredRate * hearersOf(parts),
    sendDelayP99Ms: offeredRate === null ? null : percentile99Ms(parts.map((part) => part.sendDelays)),
    meanInFlight: sum((part) => part.inFlightMs) / 1_000 / windowSeconds,
    perSecond: perSecond(parts, windowSeconds),
    phases: mergePhases(
      stages,
      parts.map((part) => part.phases),
    ),
    byLabel: mergeLabels(
      parts.map((part) => part.byLabel),
      windowSeconds,
    ),
    iterations: mergeIterations(
      parts.map((part) => part.iterations),
      windowSeconds,
    ),
    checks: Object.entries(sumByKey(parts.map((part) => part.checks)))
      .map(([message, count]) => ({ message, count }))
      .sort((one, other) => other.count - one.count),
    sockets: mergeSockets(
      parts.map((part) => part.sockets),
      window,
    ),
    clientUtilization: Math.min(1, Math.max(...parts.map((part) => part.eventLoopUtilization))),
    clientCpuSeconds: sum((part) => part.cpuSeconds),
    clientWaitShare: longestWait(parts, windowSeconds),
  };
}

/** Each message of a room is due to several connections, and counts once for each. */
function hearersOf(parts: readonly LoadProcessFigures[]): number {
  return meanOf(parts.map(({ sockets }) => sockets?.hearers ?? 1));
}

/** A closed loop's count of the requests that end inside a window is off by up to one request per connection. */
function cutAtEnds(offeredRate: number | null, connections: number, completed: number): number {
  return offeredRate === null ? Math.min(1, connections / Math.max(1, completed)) : 0;
}

function percentile99Ms(encoded: readonly string[]): number {
  return mergeHistograms(encoded).getValueAtPercentile(99) / 1_000;
}

/** Share of the window; null unless every process knows its wait. */
function longestWait(parts: readonly LoadProcessFigures[], windowSeconds: number): number | null {
  const waits = parts.map(({ waitSeconds }) => waitSeconds);
  const known = waits.filter((seconds) => seconds !== null);
  return known.length < waits.length ? null : Math.min(1, Math.max(...known) / windowSeconds);
}

/**
 * Length rounded to the microsecond: instants are sums of fractions, so their difference is not quite the requested
 * length.
 */
function lengthOf({ fromMs, toMs }: Window): number {
  return Math.round((toMs - fromMs) * 1_000) / 1e6;
}

/** LateWindow is thrown when the window was announced too late for a load process, which counted only a part of it. */
export class LateWindow extends TargetError {
  constructor(lateMs: number) {
    const late = `${lateMs.toFixed(0)} ms after it began`;
    super({
      reason: `a load process learned of the window ${late}: this host is too busy to measure`,
      lastLines: [],
    });
  }
}

function refuseLate(lateMs: number): void {
  if (lateMs > 0) throw new LateWindow(lateMs);
}

/**
 * @param failure an example of the failures
 * @throws {TargetError} if no correct response arrived within the window
 */
export function refuseEmpty(
  { completed, windowSeconds, errors }: LoadFigures,
  failure: FailedRequest | null = null,
): void {
  if (completed > 0) return;
  const seen = errorKinds.filter((kind) => errors[kind] > 0).map((kind) => `${errors[kind]} ${kind}`);
  const causes = seen.length > 0 ? seen.join(', ') : 'every request is still waiting';
  const reason = `no correct response arrived within the window of ${windowSeconds} s: ${causes}${failure ? `; ${describeFailure(failure)}` : ''}`;
  throw new TargetError({ reason, lastLines: [] });
}

/** Counts become rates, since the last second of a window may be shorter. */
function perSecond(parts: readonly LoadProcessFigures[], windowSeconds: number): LoadFigures['perSecond'] {
  const counts = parts[0]?.perSecond ?? [];
  return counts.map((_, second) => {
    const seconds = Math.min(1, windowSeconds - second);
    const rate = (kind: 'completed' | 'failed') =>
      sumOf(parts.map((part) => part.perSecond[second]?.[kind] ?? 0)) / seconds;
    const latencies = parts.map((part) => part.perSecond[second]?.latencies ?? {});
    return {
      completed: rate('completed'),
      failed: rate('failed'),
      p99Ms: percentileOfBuckets(latencies, 99),
    };
  });
}
