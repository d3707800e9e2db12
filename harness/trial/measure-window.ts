/** The window of a trial: announced to the load and to the observers, and anew where a busy host held the load up. */
import type { TargetFailure } from '../../targets/topology.ts';
import { at, monotonicMs, until, type Window } from '../host/clock.ts';
import { inTime } from '../load/in-time.ts';
import type { Load } from '../load/load.ts';
import { unlessBroken } from '../load/unless-broken.ts';
import type { HappenedEvent, LoadFigures } from '../records/run.ts';
import type { Phase } from './phase.ts';
import type { Happening } from './window-events.ts';

/** A window's instants must have reached everybody before it begins. */
export const LEAD_MS = 100;

interface Measured<Observations> {
  readonly figures: LoadFigures;
  readonly observations: Observations;
  readonly events: HappenedEvent[];
  /** The window's end, on the monotonic clock. */
  readonly toMs: number;
}

/** Watches a window from shortly before its begin; rejects when the signal is aborted. */
type Watch<Observations> = (window: Window, over: AbortSignal) => Promise<Observations>;

interface Course {
  /** When the target has come to rest, on the monotonic clock. */
  readonly atRestMs: number;
  readonly durationSeconds: number;
  readonly broken: Promise<TargetFailure>;
  readonly signal: AbortSignal;
  readonly onPhase: (phase: Phase) => void;
  /** Does to the target what is planned for the window; null where nothing is. */
  readonly happen: ((window: Window, over: AbortSignal) => Happening) | null;
}

/**
 * What the load and the observers say of a window from the time on when the target is at rest. Where a load process
 * heard of it too late, it is a later one.
 *
 * A window in which something was done to the target cannot be had again.
 *
 * @throws {HeardLate} when the host is too busy for that one too
 */
export async function measureWindow<Observations>(
  load: Pick<Load, 'measure'>,
  watch: Watch<Observations>,
  course: Course,
): Promise<Measured<Observations>> {
  const fromMs = Math.max(course.atRestMs, monotonicMs() + LEAD_MS);
  const measure = (from: number) => measureFrom(from, load, watch, course);
  return course.happen === null ? inTime(fromMs, measure) : measure(fromMs);
}

/**
 * The load, which is busy, hears of the window at once; the observers shortly before it begins, for processes of the
 * target may come and go until then. Settles when both are done with it.
 */
async function measureFrom<Observations>(
  fromMs: number,
  load: Pick<Load, 'measure'>,
  watch: Watch<Observations>,
  { durationSeconds, broken, signal, onPhase, happen }: Course,
): Promise<Measured<Observations>> {
  const window = { fromMs, toMs: fromMs + durationSeconds * 1_000 };
  const over = new AbortController();
  const begun = at(fromMs, () => onPhase('measuring'));
  const figures = load.measure(window, happen === null ? 'shares' : 'ended');
  const happening = happen?.(window, over.signal);
  const observations = until(fromMs - LEAD_MS, over.signal).then(() => watch(window, over.signal));
  try {
    const failures = [broken, ...(happening ? [happening.failed] : [])];
    await unlessBroken(Promise.allSettled([figures, observations]), Promise.race(failures), signal);
    return {
      figures: await figures,
      observations: await observations,
      events: happening?.happened() ?? [],
      toMs: window.toMs,
    };
  } finally {
    clearTimeout(begun);
    over.abort();
  }
}
