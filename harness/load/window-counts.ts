/** The counts of one load process over one window. */
import type { Window } from '../host/clock.ts';
import type { LoadErrors } from '../records/run.ts';
import { type CycleShareFigures, CycleShares } from './cycle-shares.ts';
import { LatencyRecorder } from './histogram.ts';
import { IterationCounts, type IterationFigures } from './iteration-counts.ts';
import type { LabelBooks, LabelFigures } from './label-books.ts';
import { noErrors } from './load-errors.ts';
import { type BucketCounts, SecondLatencies } from './second-latencies.ts';
import type { SocketFigures } from './sockets/socket-books.ts';
import { StatusCounts } from './status-counts.ts';

/** LedgerFigures is what one load process reports to the harness. */
export interface LedgerFigures {
  /** Requests that began before the window and had not ended at its start. */
  readonly inFlightAtStart: number;
  readonly sent: number;
  readonly completed: number;
  /** Sum over the correct responses, in milliseconds. */
  readonly latencySumMs: number;
  readonly latencyMaxMs: number;
  /** HDR, microseconds, base64. */
  readonly histogram: string;
  readonly errors: LoadErrors;
  /** Responses per status code. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Sum over the failed requests, from when each was due to its end, in milliseconds. */
  readonly failedSumMs: number;
  readonly failedMaxMs: number;
  /** Longest of the requests that were in flight at the window's end and have ended since, in milliseconds. */
  readonly followedMaxMs: number;
  /** As `followedMaxMs`, over correct responses only. */
  readonly followedCorrectMaxMs: number;
  /** Requests that had not ended at the window's end. */
  readonly unfinished: number;
  /** HDR, microseconds, base64: how late the client sent although a connection was free. */
  readonly sendDelays: string;
  /** Requests in flight, integrated over the window, in request-milliseconds. */
  readonly inFlightMs: number;
  /** Requests that ended in each second of the window. The last second may be shorter. */
  readonly perSecond: readonly SecondFigures[];
  /** Correct requests, counted by the share of each that lies inside the window. */
  readonly shares: CycleShareFigures;
  /** Empty without stages. */
  readonly phases: readonly PhaseCounts[];
  /** Empty if requests have no labels. */
  readonly byLabel: readonly LabelFigures[];
  /** Null if none ended in the window, or if each is a single request. */
  readonly iterations: IterationFigures | null;
  /** Failed checks of a scenario's script, by message. */
  readonly checks: Readonly<Record<string, number>>;
  /** Null if the load is no messages over WebSockets. */
  readonly sockets: SocketFigures | null;
}

/** Requests that ended in a stage. */
interface PhaseCounts {
  readonly completed: number;
  readonly failed: number;
  /** HDR, microseconds, base64. */
  readonly histogram: string;
}

/** Requests that ended in a second of the window. */
interface SecondFigures {
  readonly completed: number;
  readonly failed: number;
  /** Latencies of the correct responses. */
  readonly latencies: BucketCounts;
}

/** emptyCounts returns the counts of a window in which nothing has happened yet. */
export function emptyCounts({ fromMs, toMs }: Window) {
  return {
    sent: 0,
    completed: 0,
    latencySumMs: 0,
    latencyMaxMs: 0,
    errors: noErrors(),
    failedSumMs: 0,
    failedMaxMs: 0,
    followedMaxMs: 0,
    followedCorrectMaxMs: 0,
    perSecond: Array.from({ length: secondsOf({ fromMs, toMs }) }, emptySecond),
    latencies: new LatencyRecorder(),
    sendDelays: new LatencyRecorder(),
    shares: new CycleShares({ fromMs, toMs }),
    statuses: new StatusCounts(),
    iterations: new IterationCounts(),
    checks: new Map<string, number>(),
  };
}

/** Instants are sums of fractions: a window of 10 s must not get an eleventh second of a nanosecond. */
function secondsOf({ fromMs, toMs }: Window): number {
  return Math.ceil((toMs - fromMs) / 1_000 - 1e-6) || 0;
}

function emptySecond() {
  return { completed: 0, failed: 0, latencies: new SecondLatencies() };
}

/** lengthen adds the seconds of a window whose end has moved. The shares of requests keep the former end. */
export function lengthen({ perSecond }: ReturnType<typeof emptyCounts>, window: Window): void {
  while (perSecond.length < secondsOf(window)) perSecond.push(emptySecond());
}

/**
 * countedFigures returns the counts in the form in which they are reported.
 *
 * @param books hold the latencies of requests with labels, which are counted there alone
 */
export function countedFigures(
  {
    latencies,
    sendDelays,
    shares,
    statuses,
    perSecond,
    iterations,
    checks,
    ...counts
  }: ReturnType<typeof emptyCounts>,
  books: LabelBooks | null,
): Omit<LedgerFigures, 'inFlightAtStart' | 'unfinished' | 'inFlightMs' | 'phases' | 'sockets'> {
  return {
    ...counts,
    byLabel: books?.figures() ?? [],
    perSecond: perSecond.map((second, index) => ({
      ...second,
      latencies: second.latencies.counts(books?.latenciesIn(index)),
    })),
    histogram: latencies.encode(books?.latencies),
    sendDelays: sendDelays.encode(),
    shares: shares.figures(),
    statuses: statuses.figures(),
    iterations: iterations.figures(),
    checks: Object.fromEntries(checks),
  };
}
