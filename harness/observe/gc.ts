/**
 * Garbage collections of this process, from `perf_hooks`. V8 reports each one when it has ended, and Node makes an entry
 * of it in a later turn of the event loop. `micro` measures what that costs.
 */
import { type PerformanceEntry, PerformanceObserver, performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';

export interface GcFigures {
  /** Time in which JavaScript stood still; work of V8's other threads beside it does not count. */
  readonly gcSeconds: number;
  /** Minor, major, incremental and weak-callback collections. */
  readonly gcCount: number;
}

export interface GcWatch {
  /** Ends the watch at once, and settles a turn later, when the last collections have their entries. */
  end(): Promise<GcFigures>;
}

export function watchGc(): GcWatch {
  let endMs = Number.POSITIVE_INFINITY;
  let gcCount = 0;
  let pausedMs = 0;
  const add = (entries: readonly PerformanceEntry[]) => {
    for (const { startTime, duration } of entries) {
      if (startTime > endMs) continue;
      gcCount++;
      pausedMs += duration;
    }
  };
  const observer = new PerformanceObserver((list) => add(list.getEntries()));
  observer.observe({ entryTypes: ['gc'] });
  return {
    end: async () => {
      endMs = performance.now();
      await nextTurn();
      add(observer.takeRecords());
      observer.disconnect();
      return { gcSeconds: pausedMs / 1_000, gcCount };
    },
  };
}
