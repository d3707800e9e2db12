/** Reads the counters of the target's control groups at both ends of a window. */
import { until, untilEnd, type Window } from '../host/clock.ts';
import type { CpuGroupState } from '../processes/cpu-groups.ts';
import type { CpuLimitFigures } from '../records/run.ts';

/**
 * watchCpuLimits settles with each group's figures over the window; none without a CPU limit. It rejects if the signal
 * is aborted before the window's end.
 */
export async function watchCpuLimits(
  read: () => readonly CpuGroupState[],
  window: Window,
  signal: AbortSignal,
): Promise<CpuLimitFigures[]> {
  if (read().length === 0) return [];
  await until(window.fromMs, signal);
  const before = read();
  await untilEnd(window, signal);
  return read().map(({ cores, processes, periods, throttledPeriods, throttledSeconds }, index) => {
    const start = before[index] ?? { periods: 0, throttledPeriods: 0, throttledSeconds: 0 };
    return {
      cores,
      processes,
      periods: periods - start.periods,
      throttledPeriods: throttledPeriods - start.throttledPeriods,
      throttledSeconds: throttledSeconds - start.throttledSeconds,
    };
  });
}
