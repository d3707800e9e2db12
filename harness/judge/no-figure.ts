/** Why a measured trial has no figure: no server can have given it, or too many of its requests failed. */
import { errorKinds, type LoadErrors, type LoadFigures, type ProbedResponse } from '../records/run.ts';
import { sum } from '../stats/summary.ts';
import { requestTimeMissing } from './diagnostics/littles-law.ts';

/** Codes never change. docs/warnings.md has a section for each. */
export type NoFigureCode = 'implausible' | 'too-many-errors';

/** The shortest of a few requests is not the shortest of all. */
const TOLERANCE = 1.25;
/** More than a busy client's own bookkeeping can lose. From 1% on there is only a warning. */
const LITTLE_TOLERANCE = 0.05;
/** The class of a failure that is expected of requests which hang. */
const HANGS: keyof LoadFigures['errors'] = 'timeout';

/**
 * implausible returns a sentence if no server can have given these figures, else null.
 *
 * A connection has one request in flight, so that connections / (shortest time of a request) is the most that they
 * carry. The probe measures that time, so that a client which misreads responses cannot vouch for itself. Little's
 * law is checked with failed requests included. Where requests are expected to hang, each unfinished one may have been
 * in flight throughout the window.
 */
export function implausible(
  load: LoadFigures,
  { shortestMs }: Pick<ProbedResponse, 'shortestMs'>,
  expectedFailures: readonly string[] = [],
): string | null {
  const most = shortestMs === null ? Number.POSITIVE_INFINITY : (1_000 * load.connections) / shortestMs;
  const rate = load.throughput + sum(Object.values(load.errors)) / load.windowSeconds;
  if (load.throughput > TOLERANCE * most) {
    return `implausible: ${load.throughput.toFixed(0)} requests per second, but ${load.connections} connections carry at most ${most.toFixed(0)}, as the shortest request took ${shortestMs?.toFixed(2)} ms`;
  }
  const missing = requestTimeMissing(load, {
    tolerance: LITTLE_TOLERANCE,
    longestAcrossMs: load.followedMaxMs,
  });
  if (missing === null) return null;
  const hanging = missing.meanInFlight - missing.accounted;
  if (expectedFailures.includes(HANGS) && hanging > 0 && hanging <= load.unfinished) return null;
  return `implausible: ${rate.toFixed(0)} requests per second times their mean time make ${missing.accounted.toFixed(1)} in flight, but ${missing.meanInFlight.toFixed(1)} were (Little's law)`;
}

interface Tolerated {
  readonly maxErrors: number;
  /** Classes of failures and status codes. */
  readonly expectedFailures: readonly string[];
  /** Failures of requests that an event concerned, by event: results of the event, whatever their class. */
  readonly duringEvents?: readonly LoadErrors[];
}

/** tooManyErrors returns a sentence if more requests failed than are tolerated, else null. */
export function tooManyErrors(load: LoadFigures, tolerated: Tolerated): string | null {
  const { maxErrors, expectedFailures, duringEvents = [] } = tolerated;
  const failed = sum(errorKinds.map((kind) => load.errors[kind]));
  const isExpected = (kind: keyof LoadErrors) => expectedFailures.includes(kind);
  const others = errorKinds.filter((kind) => !isExpected(kind));
  const inEvents = sum(
    others.map((kind) => Math.min(load.errors[kind], sum(duringEvents.map((errors) => errors[kind])))),
  );
  const statuses = sum(expectedFailures.map((name) => load.statuses[name] ?? 0));
  // An expected status during an event is among both.
  const expected =
    sum(errorKinds.filter(isExpected).map((kind) => load.errors[kind])) + Math.max(statuses, inEvents);
  const share = Math.max(0, failed - expected) / Math.max(1, failed + load.completed);
  if (share <= maxErrors) return null;
  const percent = (value: number) => `${Number((100 * value).toPrecision(3))}%`;
  return `${percent(share)} of the requests failed (${describeFailures(load)}), more than --max-errors ${percent(maxErrors)}: the trial has no figure`;
}

/** describeFailures lists failures per class, and responses per status. */
function describeFailures({ errors, statuses }: Pick<LoadFigures, 'errors' | 'statuses'>): string {
  const classes = errorKinds.filter((kind) => errors[kind] > 0).map((kind) => `${errors[kind]} ${kind}`);
  const codes = Object.entries(statuses).map(([status, count]) => `${count} x ${status}`);
  return `${classes.join(', ')}${codes.length > 0 ? `; responses: ${codes.join(', ')}` : ''}`;
}
