/**
 * The window of a trial. It is announced to the load and to the instruments, and once more if the load learned of it
 * too late on a busy host.
 */
import type { TargetFailure } from '../../targets/topology.ts';
import { at, monotonicMs, until, type Window } from '../host/clock.ts';
import type { Load } from '../load/load.ts';
import { raceFailure } from '../load/race-failure.ts';
import { retryLateWindow } from '../load/retry-late-window.ts';
import type { HappenedEvent, LoadFigures } from '../records/run.ts';
import { extendWindow, type MovableWindow } from './extend-window.ts';
import type { Phase } from './phase.ts';
import type { RunningEvents } from './window-events.ts';

/** Lead time for announcing a window to all processes. */
export const LEAD_MS = 100;

interface Measured<Observations> {
  readonly figures: LoadFigures;
  readonly observations: Observations;
  readonly events: HappenedEvent[];
  /** The window, on the monotonic clock. */
  readonly fromMs: number;
  readonly toMs: number;
}

type MeasuredLoad = Pick<Load, 'measure' | 'extend'>;

/** Watch observes a window from shortly before its start. It rejects if the signal is aborted. */
type Watch<Observations> = (window: Window, over: AbortSignal) => Promise<Observations>;

interface WindowPlan {
  /** When the target has settled, on the monotonic clock. */
  readonly settledMs: number;
  readonly durationSeconds: number;
  /** Whether the load changes by stages, which begin with the window. */
  readonly hasStages: boolean;
  readonly broken: Promise<TargetFailure>;
  readonly signal: AbortSignal;
  readonly onPhase: (phase: Phase) => void;
  /** Starts the window's planned events; null if there are none. */
  readonly startEvents: ((window: Window, over: AbortSignal) => RunningEvents) | null;
  /** Tells the instruments that the window's end has moved. */
  readonly onExtended: (window: Window) => void;
}

/**
 * measureWindow returns the figures and observations of a window that begins once the target has settled. If a load
 * process learned of it too late, a later window is measured.
 *
 * A window with events or stages cannot be repeated.
 *
 * @throws {LateWindow} when the host is too busy for the second window too
 */
export async function measureWindow<Observations>(
  load: MeasuredLoad,
  watch: Watch<Observations>,
  plan: WindowPlan,
): Promise<Measured<Observations>> {
  const fromMs = Math.max(plan.settledMs, monotonicMs() + LEAD_MS);
  const measure = (from: number) => measureFrom(from, load, watch, plan);
  return plan.startEvents === null && !plan.hasStages ? retryLateWindow(fromMs, measure) : measure(fromMs);
}

/**
 * Announces the window at once to the load, which is busy, and shortly before its start to the instruments, since
 * processes of the target may come and go until then. Settles when both are done.
 */
async function measureFrom<Observations>(
  fromMs: number,
  load: MeasuredLoad,
  watch: Watch<Observations>,
  { durationSeconds, broken, signal, onPhase, startEvents, onExtended }: WindowPlan,
): Promise<Measured<Observations>> {
  const window: MovableWindow = { fromMs, toMs: fromMs + durationSeconds * 1_000 };
  const over = new AbortController();
  const begun = at(fromMs, () => onPhase('measuring'));
  const figures = load.measure(window, startEvents === null ? 'shares' : 'ended');
  const running = startEvents?.(window, over.signal);
  if (running) {
    const announce = () => {
      load.extend(window);
      onExtended(window);
    };
    extendWindow(window, running, announce, over.signal).catch(() => {});
  }
  const observations = until(fromMs - LEAD_MS, over.signal).then(() => watch(window, over.signal));
  try {
    const failures = [broken, ...(running ? [running.failed] : [])];
    await raceFailure(Promise.allSettled([figures, observations]), Promise.race(failures), signal);
    return {
      figures: await figures,
      observations: await observations,
      events: running?.begun() ?? [],
      fromMs: window.fromMs,
      toMs: window.toMs,
    };
  } finally {
    clearTimeout(begun);
    over.abort();
  }
}
