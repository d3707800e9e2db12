/** The window of a trial: announced to the load and to the observers, and anew where a busy host held the load up. */
import type { TargetFailure } from '../../targets/topology.ts';
import { at, monotonicMs, until, type Window } from '../host/clock.ts';
import type { Load } from '../load/load.ts';
import { raceFailure } from '../load/race-failure.ts';
import { retryLateWindow } from '../load/retry-late-window.ts';
import type { HappenedEvent, LoadFigures } from '../records/run.ts';
import type { Phase } from './phase.ts';
import type { RunningEvents } from './window-events.ts';

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

interface WindowPlan {
  /** When the target has come to rest, on the monotonic clock. */
  readonly settledMs: number;
  readonly durationSeconds: number;
  readonly broken: Promise<TargetFailure>;
  readonly signal: AbortSignal;
  readonly onPhase: (phase: Phase) => void;
  /** Does to the target what is planned for the window; null where nothing is. */
  readonly startEvents: ((window: Window, over: AbortSignal) => RunningEvents) | null;
}

/**
 * What the load and the observers say of a window from the time on when the target is at rest. Where a load process
 * heard of it too late, it is a later one.
 *
 * A window in which something was done to the target cannot be had again.
 *
 * @throws {LateWindow} when the host is too busy for that one too
 */
export async function measureWindow<Observations>(
  load: Pick<Load, 'measure'>,
  watch: Watch<Observations>,
  plan: WindowPlan,
): Promise<Measured<Observations>> {
  const fromMs = Math.max(plan.settledMs, monotonicMs() + LEAD_MS);
  const measure = (from: number) => measureFrom(from, load, watch, plan);
  return plan.startEvents === null ? retryLateWindow(fromMs, measure) : measure(fromMs);
}

/**
 * The load, which is busy, hears of the window at once; the observers shortly before it begins, for processes of the
 * target may come and go until then. Settles when both are done with it.
 */
async function measureFrom<Observations>(
  fromMs: number,
  load: Pick<Load, 'measure'>,
  watch: Watch<Observations>,
  { durationSeconds, broken, signal, onPhase, startEvents }: WindowPlan,
): Promise<Measured<Observations>> {
  const window = { fromMs, toMs: fromMs + durationSeconds * 1_000 };
  const over = new AbortController();
  const begun = at(fromMs, () => onPhase('measuring'));
  const figures = load.measure(window, startEvents === null ? 'shares' : 'ended');
  const running = startEvents?.(window, over.signal);
  const observations = until(fromMs - LEAD_MS, over.signal).then(() => watch(window, over.signal));
  try {
    const failures = [broken, ...(running ? [running.failed] : [])];
    await raceFailure(Promise.allSettled([figures, observations]), Promise.race(failures), signal);
    return {
      figures: await figures,
      observations: await observations,
      events: running?.begun() ?? [],
      toMs: window.toMs,
    };
  } finally {
    clearTimeout(begun);
    over.abort();
  }
}
