import { TargetError } from '../../targets/topology.ts';
import type { Window } from '../host/clock.ts';
import { errorKinds, type LoadErrors, type LoadFigures } from '../records/run.ts';
import { sum as sumOf } from '../stats/summary.ts';
import { cycleThroughput } from './cycle-shares.ts';
import type { LoadJob } from './driver.ts';
import { mergeHistograms, summarizeLatency } from './histogram.ts';
import type { LoadProcessFigures } from './load-messages.ts';

/**
 * How a closed loop counts correct requests: by the share of their time that lies inside the window, or whole where they
 * end in it. A request that something inside the window held up counts for what it did to the window alone.
 */
export type Counting = 'shares' | 'ended';

interface Job extends Pick<LoadJob, 'driver' | 'mode' | 'connections'> {
  /** Requests per second; null in a closed loop. */
  readonly offeredRate: number | null;
  readonly counting?: Counting;
}

/**
 * The figures of a load process each -> those of the trial.
 *
 * @throws {LateWindow} when a process heard of the window after it had begun: it counted a part of it alone
 */
export function mergeFigures(
  parts: readonly LoadProcessFigures[],
  { driver, mode, connections, offeredRate, counting = 'shares' }: Job,
  window: Window,
): LoadFigures {
  const sum = (pick: (part: LoadProcessFigures) => number) => sumOf(parts.map(pick));
  const windowSeconds = lengthOf(window);
  const completed = sum((part) => part.completed);
  const cycles = cycleThroughput(
    parts.map((part) => part.shares),
    windowSeconds * 1_000,
  );
  // Whole rounds are those of a target that is left alone.
  const hasShares = offeredRate === null && counting === 'shares';
  refuseLate(Math.max(...parts.map((part) => part.lateMs)));
  return {
    driver,
    driverReason: null,
    mode,
    connections,
    processes: parts.length,
    windowSeconds,
    underWayAtStart: sum((part) => part.underWayAtStart),
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
    errors: Object.fromEntries(
      errorKinds.map((kind) => [kind, sum((part) => part.errors[kind])]),
    ) as LoadErrors,
    failedTime: {
      sumMs: sum((part) => part.failedSumMs),
      maxMs: Math.max(...parts.map((part) => part.failedMaxMs)),
    },
    unfinished: sum((part) => part.unfinished),
    followedCorrectMaxMs: Math.max(...parts.map((part) => part.followedCorrectMaxMs)),
    followedMaxMs: Math.max(...parts.map((part) => part.followedMaxMs)),
    offeredRate,
    sendDelayP99Ms: offeredRate === null ? null : percentile99Ms(parts.map((part) => part.sendDelays)),
    meanUnderWay: sum((part) => part.inFlightMs) / 1_000 / windowSeconds,
    perSecond: perSecond(parts, windowSeconds),
    clientUtilization: Math.min(1, Math.max(...parts.map((part) => part.eventLoopUtilization))),
    clientCpuSeconds: sum((part) => part.cpuSeconds),
    clientWaitShare: longestWait(parts, windowSeconds),
  };
}

/** A count of those that end inside a closed loop's window is off by up to a request per connection. */
function cutAtEnds(offeredRate: number | null, connections: number, completed: number): number {
  return offeredRate === null ? Math.min(1, connections / Math.max(1, completed)) : 0;
}

function percentile99Ms(encoded: readonly string[]): number {
  return mergeHistograms(encoded).getValueAtPercentile(99) / 1_000;
}

/** Share of the window; null where not every process knows. */
function longestWait(parts: readonly LoadProcessFigures[], windowSeconds: number): number | null {
  const waits = parts.map(({ waitSeconds }) => waitSeconds);
  const known = waits.filter((seconds) => seconds !== null);
  return known.length < waits.length ? null : Math.min(1, Math.max(...known) / windowSeconds);
}

/** To the microsecond: instants are sums of fractions, whose difference is not quite what was asked for. */
function lengthOf({ fromMs, toMs }: Window): number {
  return Math.round((toMs - fromMs) * 1_000) / 1e6;
}

/** A window that was announced too late for a load process, which counted a part of it alone. */
export class LateWindow extends TargetError {
  constructor(lateMs: number) {
    const late = `${lateMs.toFixed(0)} ms after it had begun`;
    super({
      reason: `a load process heard of the window ${late}: this host is too busy to measure`,
      lastLines: [],
    });
  }
}

function refuseLate(lateMs: number): void {
  if (lateMs > 0) throw new LateWindow(lateMs);
}

/** @throws {TargetError} when not one correct response came within the window */
export function refuseEmpty({ completed, windowSeconds, errors }: LoadFigures): void {
  if (completed > 0) return;
  const seen = errorKinds.filter((kind) => errors[kind] > 0).map((kind) => `${errors[kind]} ${kind}`);
  const causes = seen.length > 0 ? seen.join(', ') : 'every request still waits';
  const reason = `no correct response came within the window of ${windowSeconds} s: ${causes}`;
  throw new TargetError({ reason, lastLines: [] });
}

/** The last second of a window may be shorter: counts become rates. */
function perSecond(parts: readonly LoadProcessFigures[], windowSeconds: number): LoadFigures['perSecond'] {
  const counts = parts[0]?.perSecond ?? [];
  return counts.map((_, second) => {
    const seconds = Math.min(1, windowSeconds - second);
    const rate = (kind: 'completed' | 'failed') =>
      sumOf(parts.map((part) => part.perSecond[second]?.[kind] ?? 0)) / seconds;
    return { completed: rate('completed'), failed: rate('failed') };
  });
}

function sumByKey(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const one of counts) {
    for (const [name, count] of Object.entries(one)) total[name] = (total[name] ?? 0) + count;
  }
  return total;
}
